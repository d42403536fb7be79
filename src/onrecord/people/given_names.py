"""Given names by the gender that they usually show, and families of forms of one name. From general knowledge.

Folded (no accents, lower case): look them up through `given`.
"""

from __future__ import annotations

from onrecord.people.tables import table

MALE = table(
    """
    aaron abbas abdallah abdel abdelaziz abdelfatah abdelfattah abdelhamid abdelilah abdelkader abdelmadjid
    abdou abdul abdulaziz abdulla abdullah abdulrahman abdurrahman abel abiy abraham achim adalberto adam adama
    adel adem adib aditya adnan adolfo adrian agron agus agustin ahmad ahmadou ahmed ahmet aidan ajay ajit akash
    akbar akihiko akihito akinori akio akira akram aksel akufo al alain alan alasdair alassane alastair albert
    alberto albin aldo alec aled alejandro aleksandar aleksander aleksandr aleksandrs aleksei aleksey alessandro
    alex alexander alexandre alexandros alexei alexey alexis alfonso alfred alfredo ali ali-reza aliaksandr alin
    aliou alioune alistair allan allen almazbek alok alparslan alun alvaro alvin amadou amani amar amarjeet
    amartya ambrose amer amin amir amir-hossein amit amos anand anas anatol anatoli anatolii anatoly anders
    andre andreas andrei andrej andres andrew andrey andrii andrius andriy andrus andrzej andy angel angus anies
    anil anirudh ankit anselm anselmo antanas anthony antoine anton antonin antonio antonis antony antti anupam
    anwar aonghas arben archibald archie ariel arif arjen arjun arkadi arkadiusz arkadiy arkady armando armen
    arnab arnaud arnold arseniy arsim artan artem arthur artis artur arturo artyom arun arvind arvo asad asger
    asghar ashish ashok ashraf ashwin asif asim askar atal atif atiku atsushi atul augustin augusto aurelio avi
    avigdor avraham axel ayman aziz azmi azmin babacar babajide babak babatunde baburam bader bahadir bahman
    bakary bakhtiyar bakir balakrishnan balazs baldwin baltasar bambang baptiste barack barak baraka barham
    barnabas barry bart bartholomew bartolome bartosz bas bashar bashir basil bassam bassel bassirou bastien
    battista beau behrouz behzad beji bekim bekir bela ben benedict beniamino benigno benito benjamin benny
    benoit bent berat bernard bernardo bernie bert bertrand besnik bezalel bharat bheki bhupinder bidhya bidzina
    bilal bilawal bill billy bimal binali bjarne bjorn blaine blaise blake blazej blerim bob boban bobby bogdan
    boguslaw bohdan bohumil bohuslav bojan bola boleslaw bongani bongbong bonginkosi boris borut borys boubacar
    boudewijn boyko brad bradley brandon branko braulio brendan brent bret bretislav brett brian brice brock
    bronislaw bruce bruno bryan bryce bryn budi bujar bulent burak burt byron caleb calin calvin cameron camilo
    carl carles carlo carlos carlton carmine carsten carter casey catalin cathal cecil cedric cees celso cem
    cemal cengiz cesar cevdet cezary chad chandra chandrababu charles charlie chas chatchai cheikh chester chet
    chetan chidi chinedu chris christian christophe christopher christos chuan chuck chukwudi chukwuemeka ciaran
    ciprian cipriano clarence clark claude claudio claudiu claus clay clayton clement cliff clifford clint clive
    clyde cody colin colm connor conor constantin constantine corentin corey cormac corneliu cornelius corrado
    cory cosmin costas craig cristian cristobal csaba curt curtis cyprien cyril cyrus czeslaw daan dacian dadang
    dafydd dainis daisuke dale dalibor dalton damian damiano damien damir damon dan dana daniel daniele danil
    danny dante danylo darin dario darius dariush dariusz darko darrell darren darryl daryl dave david davit
    dawid dean decebal declan deepak dejan demetrio denes denis dennis denny denys derek dermot desiderio
    desmond devendra devin devlet dexter dharmendra dhruv diarmuid didier diego dieter dietmar dilip dimitar
    dimitri dimitris dimitry dinesh dirk dirk-jan djoko dmitri dmitrii dmitriy dmitry dmytro dobroslav dom
    domenico domingo dominic dominik dominique don donal donald donato donnie doug douglas dragan drahomir
    drazen drew duane dudley dumitru duncan dusan dustin dwayne dwight dylan eamon earl ebenezer ebrahim ed
    eddie edgar edgard edgars edi edmond edmund edouard eduard eduardo edward edwin eelco eero efrain egidijus
    egils egon ehsan ehud eitan eko ekow ekrem eladio elbert eldar elias elie elijah elio eliseo elliot elliott
    elon elvin emanuel emeka emeric emiel emil emile emiliano emilio emlyn emmanuel emomali emre emrys enda
    endre enes engin ennio enoch enrico enrique enver eoin ercan erdal erdem eric erich erik erion erkki ermanno
    ernest ernesto ernie ernst erol ersin ertugrul ervin erwin esa esmail esteban ethan etienne ettore euan
    eudes eugen eugene eugenio eugeniusz eusebio evan evgenii evgeniy evgeny evo ezequiel ezra fabian fabien
    fabio fabrice fabricio fabrizio facundo fadi fahad fahrettin faik faisal faiz faraj farhad farid farouk
    farouq faruk farzad fatih fatmir fatos faure fausto fawzi fayez federico fedor feliciano feliks felipe felix
    femi ferdinand ferenc fergal fergus fermin fernando fidel fikile fikri filip filipe filipp finn fintan fionn
    firas flavio flemming florencio florent florian florin floris floyd francesco francis francisco franciszek
    franck franco francois frank frankie franklin frans frantisek franz frazier fred freddie frederic frederick
    fredrik friedrich frode fuat fumio fyodor gabor gabriel gael gaetan gaetano gamal gareth garrett garry gary
    gaspard gaston gatot gaurav gavin gavriel gavrilo gearoid gebran gediminas geert geir genaro gene gennadi
    gennadiy gennady gennaro geoff geoffrey geoffroy georg george georges georgi georgy geraint gerald gerard
    gerardo gerd gergely gerhard germano gernot gerrit gert geza ghassan ghazi gheorghe ghislain giacomo
    giampaolo gian giancarlo gianni gideon gijs gilbert gilberto giles gilles ginandjar gino giorgi giorgio
    giorgos giovanni girish girolamo gitanas giuliano giulio giuseppe gjorge gleb glen glenn glyn gokhan gonzalo
    goodluck gopal goran gordon goro gotabaya govert govind grady graham gramoz grant graziano greg gregg
    gregoire gregor gregorio gregory grigori grigoriy grigory grover gruffydd grzegorz guenter guido guillaume
    guillermo gunnar gunter gunther guntis gurbanguly gus gustav gustavo gustaw guus guy gwede gwilym gyorgy
    gyula haakon habib hadi haider haitham hajime hakainde hakan hakki hakon hal halil halim haluk halvor hamad
    hamdi hamed hamid hamid-reza hamish hamisi hamza hank hans harald haris harish harold harrison harry harsh
    hartmut hartwig haruhiko harvey hasan hashim hassan hatta hayato hazem heath hector heikki heiko heiner
    heinrich heinz heinz-dieter helmut helmuth hemant hendra hendrik hendrik-jan henk hennadii henning henri
    henrik henrique henry henryk herb herbert heriberto herman hernan hernando herve hichem hidayat hideki hideo
    hidetoshi hikmet hilario himanshu hiroaki hiroki hiromi hironori hiroshi hiroyuki hisashi hisham
    hishammuddin hitoshi holger hooman horacio horia horst hosni hossein howard hryhorii hubert hugh hugo hugues
    hulusi humberto huseyin husni hussain hussein huub hywel iain ian ibrahim ibrahima ichiro idris idriss ieuan
    ifeanyi ifor ignacio ignacy ignatius igor ihor ike ikenna ilan ildefonso ilham ilia ilie ilir ilker ilkka
    illia ilya imad imran imre inaki ingmar ingo ingvar ioan ion ionel ionut ira iraj irakli irvin irving isa
    isaac isaiah isaias isamu isao ishmael isiaka isidro ismail ismet issa issam istvan itamar itsunori iulian
    ivan ivica ivo iwan iyad jaafar jaap jabu jacek jacinto jack jackie jackson jacky jacob jacques jagdish
    jaime jair jairam jakaya jake jakob jakub jalil jamal james jamie jamil jan jan-peter janez janis janos
    janusz jared jari jaromir jaroslav jaroslaw jason jasper javad javier jawad jay jean jean-baptiste
    jean-claude jean-francois jean-jacques jean-louis jean-luc jean-marc jean-marie jean-michel jean-noel
    jean-paul jean-philippe jean-pierre jean-yves jed jedrzej jeff jefferson jeffery jeffrey jejomar jelle jens
    jeppe jerad jeremiah jeremias jeremy jeroen jerome jerry jerzy jesper jesse jesus jim jimmie jimmy jindrich
    jiri jiro joachim joao joaquin jocelyn jochen joe joel johan johann johannes john johnny jokin joko jon
    jonah jonas jonathan joonas joost jordan jorg jorge jorgen joris jos jose josef josep joseph josh joshua
    josip jostein jovan jozsef juan juan-carlos juha jules julian julien julio julius juma jun jun-ichi junichi
    junichiro juraj jurgen juri juris jussi justin justo jusuf kacper kadhim kadir kadri kai kailash kais kaj
    kalman kamal kamau kambiz kamel kamil kamran kan kapil karan kare kareem karel karim karl karlis karol
    karoly kaspars kassim kassym kassymzhomart katsunobu katsuya kaveh kayode kazimierz kazuhiro kazuo kazuya
    kees kei keiji keir keisuke keith kelechi kemal ken kenichi kenji kenneth kenny kent kenta kentaro kerem
    kerry kevin keyvan kgalema kgosientsho khader khairy khaled khalid khalifa khalil khosrow kieran kilian kim
    kimmo kipchoge kiprono kiran kiril kirill kirk kishore kiyoshi kjell klaas klaus klement knut koen kofi
    koichi koji kojo konrad konstantin konstantinos koray kostas kosuke kreso kris krisjanis kristian kristof
    kristoffer krisztian krystian krzysztof kujtim kumar kurt kvetoslav kwabena kwadwo kwaku kwame kwasi kyle
    kyriakos kyrylo labib ladislav lajos lalit lalu lamar lambert lamberto lamine lance larry lars lasse laszlo
    laurence laurent laurentiu lawrence lazar lazarus leandro lech lee leif leni leo leon leonard leonardo
    leonel leonid leopold leroy les leslie lester leszek lev levan levent levente levon lewis liam linas lindiwe
    lindsey lionel lisandro livio liviu ljubo lloyd llyr lodewijk logan loic lorant lorcan lorenz lorenzo lotfi
    lothar lou louis luay lubomir lubos luc luca lucas lucian luciano lucien lucio lucjan ludek ludger ludovic
    ludwig luhut luigi luis luiz luka lukas lukasz luke lulzim lutfi luther lutz lyle lyndon maarten machar
    maciej macky madhav mads magne magnus mahathir mahdi mahendra maher mahesh mahfud mahinda mahmoud mahmud
    majed majid makoto maksim maksym malachy malcolm malusi mamadou mamady mamoru mamuka manfred manish manmohan
    manny manoj manolis manolo manouchehr mansour mansur manuel marc marcel marcelin marcelino marcelo marcin
    marco marcos marcus marek marian mariano marijan marin marinus mario marius mariusz mark marko markus marlon
    maroun marshall marten martijn martin marton marty marvin marwan masahiro masaki masanori masao masaru
    masato masatoshi masayoshi masayuki masoud massimo massoud matej mateusz mathieu matias matt matteo matthew
    matthias matthieu matthijs matti matyas maurice mauricio maurizio mauro maury max maxence maxim maxime
    maximilian maximilien maximo mazen mcebisi mees mehdi mehmet mehrdad mel melih melvin menachem menno mert
    mesut metin mevlut micah michael michal micheal michel michelangelo mick mieczyslaw miguel mihai mihail
    mihails mihaly mikael mikayil mike mikhail mikhailo mikheil mikko miklos mikolaj mikulas milan mile milenko
    milind milo milorad milos miloslav milovan milton milutin minoru mircea mirko miro miroslav miroslaw mitch
    mitchell mitsuo mitt mladen mmusi moammar moataz moaz moctar modibo mohamad mohamed mohammad mohammed mohan
    mohit mohsen moise moises moishe momir monte montgomery morgan morris morten morteza mosebenzi moses moshe
    mostafa motoo mounir mourad mousa moussa moustapha muammar muhaimin muhammad muhammadu muharrem muhsin
    muhyiddin mukesh mukhtar mukul munir muntadhar murad murat murray musa mustafa mustapha muthanna mwangi
    mykhailo mykola mykyta myron myroslav nabih nabil naci nader naftali naim naji najib nana naoki naoto
    narendra naresh nasir nasser nate nathan nathaniel nathi naveen nawaf nawaz nazar nazih ndaba nebojsa ned
    nedeljko neil nelson nelu nenad nestor newt nhlanhla niall nicanor nicholas nick nico nicola nicolae nicolas
    nicos nicusor nidal niels nigel nihat nikhil nikita nikki niko nikol nikola nikolai nikolaj nikolay nikos
    nilesh nils nino nirmal nitin nizar nnamdi noah noboru nobuo nobuyuki noe noel nolan norbert norio norman
    norodom noureddine nouri numan nurettin nursultan nurul nyesom obinna octave octavian octavio odd oddvar
    oded ognjen oguz oisin okan olaf olav olavi oldrich ole oleg oleh oleksandr oleksii oleksiy oles olexander
    olgierd oliver olivier olli olumide olusegun oluwaseun omar omer omprakash omran ondrej onno onur orazio
    orhan orlando orrin orson orville osama osamu oscar osman ostap osvaldo oswaldo oszkar otakar otieno otmar
    ottavio ottmar otto oumar ousmane ovidiu owain owen oyvind ozan ozgur ozzie paa pablo paddy padraig panfilo
    pankaj panyaza paolo paresh parviz pascal pascual pat patrice patrick patrik patryk paul paulius paulo pavel
    pavlo pawel pearse pedro pekka per percy pero perry pervez petar pete peter petr petras petre petri petrit
    petro petros petru petteri peyman phil philibert philip philippe phillip pierce pierre pierre-yves piers
    piet pieter pietro piotr piyush placido poul prabhat prabowo pradeep prakash pranab prashant praveen pravin
    prawit prayuth preben predrag prem preston primitivo przemyslaw puan pushpa pyotr qais qamar qasem qassem
    qassim quentin quincy radek radim radoman radoslaw radovan radu raed rafael rafal raffaele rafik rafiq
    rafizi raheem rahm rahul raila raimonds raimundo rainer raj raja rajat rajeev rajendra rajesh rajiv rajnath
    rakesh ralf ralph ram ramakrishna raman ramazan ramesh rami ramin ramiro ramnath ramon ramush ramzan ramzi
    rand randall randolph randy ranil ranko raoul raphael rashad rashid rasmus rastislav ratan ratko raul ravi
    ravindra ray raymond raymonds razvan recai recep reed reggie reginald regis reinaldo reince reiner reinhard
    reinier remi remus remy renato renaud rene renzo reuben reuven rex reza rhodri rhun rhys riad ricardo
    riccardo rich richard rick ricky ridwan riek rifat rik rinaldo riyad rizal rob robbie robert roberto robin
    rocco rodion rodney rodolfo rodolphe rodrigo roel rogelio roger rohan rohit roland rolando rolf romain roman
    romano romeo romuald romulo ron ronald ronan ronnie rory ross rostislav rostyslav roy ruairi ruben rudi
    rudiger rudolf rudy rufus ruggero rui rune rupert ruslan russ russell rustam ruud ryan ryo ryota ryszard
    ryuichi saad saadeddine saadi sabah sabri sachin sadayuki saddam sadegh sadik sadiq sadullah saeed sahin
    said saif sajid salah salam salem sali salil salim salman salva salvador salvatore sam samba sameer sameh
    sami samia samih samir sammy samuel sandeep sander sandiaga sandor sandro sanjay sanjeev santiago santosh
    saparmurat sarath sargis sarkis sasa satish satoru satoshi sattar satya saud saul saulius sava scott seamus
    sean sebastian sebastien seiji seiko selahattin selim semyon senzo serdar serge sergei sergey sergi sergio
    sergiy serhii serhiy serkan serzh seth severino seydou seymour shadi shafie shahid shahram shane shankar
    shannon sharad sharif shashi shaun shavkat shawn shay shehbaz sheldon sherif sherman shigeru shimon shin
    shinichi shinji shinjiro shintaro shinzo shiv shlomo shoichi shoji shun shunichi shyam siamak sid siddharth
    sidney siebe siegfried sigmar sigmund sigurd silvan silvestre silvio silviu simeon simon sina sinan sinisa
    sipho sizwe sjoerd skender slavko slavomir slawomir slobodan sobhi sohrab somchai somkid somnath songezo
    sonke sooronbay sorin souleymane spencer spiro srdjan srettha stan stanislas stanislav stanislaw stanley
    stavros stef stefan stefano stefanos stein sten stepan stephan stephane stephen sterling steve steven stew
    stewart stijn stipe stjepan stojan stu stuart subhash subramanian subramanyam sudhir suhail suleiman
    suleyman sumit sunil surendra suresh surojit sushil susilo susumu suthep sutopo svein sven svetozar
    svyatoslav syed sylvain szabolcs szymon taavi taban tadao tadashi tadeo tadeusz tadhg taha tahseen takahiro
    takaki takashi takayuki takeo takeru takeshi takuya tamas tamer taner tanguy tapio taras tarek tariq taro
    tarun tatsuya tawfiq taylan tayyip ted teddy tedros tejasvi tendai tengku teodor teodoro teofilo terje
    terrence terry tetsuo tetsuya teun thabo thad thaddeus thaksin thamer thamsanqa thanathorn themba theo
    theodor theodore thibault thibaut thierry thijs thom thomas thor thorbjorn thorsten thorvald thulani tibor
    tihomir tijs tim timo timofei timothy timur tito titus tjeerd tobias toby todd toivo tolga tom tomas tomasz
    tomislav tommaso tommy tomohiro tomoya toni tony toomas tor torben torbjorn tore torsten toru toshiaki
    toshihiro toshimitsu toshio toshiyuki traian travis trefor trevor trey tristan trond trygve tsutomu tucker
    tuncay tunde turgut tyler tymofiy tymur tyrone uche uday udo ugo ugochukwu ugur uhuru ulf ulises ulrich
    ulrik umar umaro umberto umesh umit uri urmas uros usman uwe vaclav vadim vadym vagit vahid valdis valentin
    valentyn valeri valerio valeriy valery vance vano varun vasil vasile vasily vasyl vavrinec vedat veikko veit
    velaphi veljko veniamin venkaiah venkatesh vernon vesna veysel viacheslav vianney vicente victor victorien
    vidar viggo vijay vijayakumar vikas vikram vikrant viktor ville vinay vince vincent vincenzo vineet vinod
    viorel virgil virgilio virginijus vishal vit vitali vitalii vitaliy vitaly vitezslav vito vitold vittorio
    vivek vivien vlad vladan vladimir vladislav vladyslav vlastimil vlatko vojislav vojtech volkan volker
    volkmar volodymyr vsevolod vuk vusi vyacheslav waclaw wade wael waldemar waleed walid wallace wally walter
    walther wanjala warren wassim wayne wendelin wendell werner wes wesley wessel wiebe wieslaw wiktor wilbur
    wilfredo wilfried wilhelm will willard willem william willie wilson wim winfried winston wiranto witold
    wladyslaw wlodzimierz wojciech wolf wolfgang wolfram woodrow wopke wouter xavi xavier xi yahia yahya yair
    yakiv yakov yakubu yan yanis yann yannick yannis yaroslav yasar yaser yashwant yasin yasir yasonna yasser
    yassin yasuhiro yasuhisa yasuo yasushi yavuz yaw yegor yemi yerlan yevgeni yevgeny yevhen yevhenii yilmaz
    yitzhak yoav yogendra yogi yoichi yoji yoshiaki yoshihide yoshihiko yoshihiro yoshimasa yoshinori yoshio
    yoshiro yossi yosuke younes youssef youssou yoweri yuichi yuichiro yuji yuki yukihiro yukio yulian yuri
    yurii yuriko yuriy yury yusril yusuf yuta yutaka yuya yvan yves zachary zack zafer zahid zaid zakaria zakhar
    zaki zalman zarko zayed zbigniew zbynek zdenek zdravko zdzislaw zeid zeki zeljko zenon ziad zine zinoviy
    zivko ziya ziyad zizi zlatko zoltan zoran zsolt zuhair zulkifli zurab zvonko zweli zwelinzima zygimantas
    zygmunt
"""
)
FEMALE = table(
    """
    abby abigail ada adaeze adanna adela adele adriana adunni agata agnes aida aileen aisha aishath aisling alaa
    alana alberta alejandra aleksandra alena alessandra alexa alexandra alexia alice alicia alina alison alla
    allison allyson alma alona alyssa amal amalia amanda amber amelia amelie amina aminata amma amy ana
    ana-maria anabel anais anastasia andrea andreea angela angelica angelina angelique angie anita anja anke ann
    anna annabelle annalena anne annegret anneke anneli annelies annemarie annemiek annette annie annika antje
    antonia anwesha anya aoife april arabella araceli arancha ariana arianna arianne arlene arta ashley ashton
    asli asma asta astrid aubrey aud audrey aune aung aurelia ava avril ayaka ayelet ayesha ayodele ayse aysel
    azra banu barb barbara barbro beata beate beatrice beatrix beatriz becky belen belinda bella benazir
    benedikta berit bernadette bernice bertha beth bethany betsy betty beverly bianca bianka bibi birgit
    birgitta birte blanca bodil bonnie brenda brianna bridget brigid brigita brigitte brit britney britta
    brittany brooke brunhilde bukola bushra busisiwe camila camilla candace candice cara carla carlotta carly
    carmen carol carola carole carolina caroline carolyn carrie cassandra cassidy catalina catarina caterina
    catherine cathy catriona cecile cecilia cecilie celeste celia celine chantal charlene charlotte chelsea
    cherie cheryl chiara chika chioma chloe christa christiane christie christina christine christy chrystia
    ciara cindy claire clara clare claudia clementine cleo colette colleen connie constance constanza consuelo
    cora corazon cordelia cordula corina corinne cristiane cristina crystal cynthia dagmar daisy dalia damaris
    daniela danielle danuta daphne daria darlene dawn dayna deanna debbie debora deborah debra deirdre delfina
    delia delphine denise desiree desislava diana diane dianne dilma dimitra dina dolores donna dora doris
    dorota dorothy dorthe droupadi dunja ebba ebony ebru edit edith edna edyta efua eiko eileen eilidh ekaterina
    elaine eleanor elena eleni eleonora eliana elif elina elisa elisabeth elisaveta elise elissa eliza elizabeth
    elke ella ellen ellie ellinor elsa elsie elvira elzbieta emi emiko emilia emily emine emma enid eniko erica
    erika erin ernestine erzsebet esmeralda esperance esperanza estelle esther eteri ethel etta eugenia eun-hye
    eunice eva eve evelyn evika ewa ewelina fabiola fadela fadwa faith faiza farah fatema fatima fatma fatou
    fatoumata faye federica felicia felicity fikriye filomena fiona fionnuala fiorella flavia flora florence
    folasade frances francesca francine franziska freya frida friederike fumiko funmilayo gabriela gabriella
    gabrielle gail gayle geeta gemma genevieve georgette georgia georgina geraldine gerda gerlinde germaine
    gertrude gesine gillian gina ginger giorgia gisela gisele giulia giuliana gladys glenda gloria gloriana
    golda gosia grace graciela grainne grazyna greet greta gretchen gro guadalupe gudrun gulnara gunilla gwen
    gwendolyn gwyneth hadiza hadja hailey halima halina halla hana hanan hanna hannah hanne hanneke hannele
    hannelore harriet hasina hatice hayley hazel heather hedda hedvig heidi heidrun heike helen helena helene
    helga helle helmi henrietta henriette hermine hilary hilda hilde hildegard hillary hiroko holly hope
    hripsime huma ida ifeoma ilana ilaria ildiko ilse imelda imke imogen ina inci indira ines inese inga inge
    ingeborg ingegerd ingrid ingrida inka inna ioana iolanda ipek irena irene irina iris irma isabel isabela
    isabella isabelle isatou isolde iulia ivana ivanka ivy iwona izabela jacinda jackie jaclyn jacoba jacqueline
    jacquelyn jada jadranka jadwiga jagoda jan jana jane janelle janet janice janina janine jasmine jasna jayne
    jean jeane jeanette jeanine jeanne jelena jelka jemima jen jenna jennifer jenny jessica jill jillian jirina
    jo joan joana joann joanna joanne jocelyn jodi jodie jody johanna jolanta josefa josefina josephine joy
    joyce juanita judit judith judy jules julia juliana julianne julie juliet julieta juliette june junko
    justine jutta kadiatou kaisa kaitlyn kaja kamala kamila kaori kara karen karin karina karla karola karolina
    katalin katariina katarina katarzyna kate katerina katharina katharine katherine kathleen kathryn kathy
    katia katie katinka katja katrin katrina katy kay kaya kayla kaylee kayleigh kazuko keiko kelley kelli
    kellie kelly kendall kendra kerri kersti kerstin khaleda kiersten kiki kim kimberly kinga kirsi kirsten
    kirstie kirstjen klara klaudia kolinda kris krista kristalina kristen kristi kristiina kristin kristina
    kristine krystal krystyna kumiko kyoko kyra kyrsten lacey laila lale lana lara larissa latifa latisha latoya
    laura laurel lauren laurie layla lea leah leanne leila lena leni leokadia leona leonor leontine leslie
    leticia leymah lia lidia lidija liesbeth liesl liina liisa lila lilian lillian lilly lily linda lindiwe
    lindsay lisa lise liselotte livia liz liza ljubica lois lola lorena loretta lori lorraine louisa louise
    lourdes lubna lucia luciana lucille lucinda lucy ludmila ludmilla luisa luise luljeta lumi luz lydia lyn
    lynda lynette lynn lynne lynsey lyubov maarja mabel macarena madeleine madeline madina mae maeve magali
    magda magdalena magdolna maggie maia maike maja malala malgorzata malia malkia malwina mamata mandy manon
    manuela mara marcela marcelina marcia marcy mare mareike margaret margareta margaretha margarethe margarita
    margaux margit margo margot margrethe margrit marguerite mari maria maria-jose mariah mariam mariama marian
    mariana marianne marie mariel mariela marietta mariette marija marijana marijke marika mariko marilyn marina
    marine mariola marion marisa marise marisol marissa marit maritza marjan marjana marjatta marjolein marjorie
    marketa marla marlene marlies marsha marta marte martha martina martyna mary maryam maryann masako masha
    mathilda mathilde matilda maude maura maureen mavis maxine maya mayra mayumi meagan meera meg megan meghan
    mehbooba mehwish melania melanie melek melinda melissa melody meltem merce mercedes meredith merike merja
    mette mia michaela michele michelle michiko mihaela mihoko mildred milena milica milla mimi mina mindy
    mineko minna miranda mireille mirela mireya miriam miriana mirjam mirka miroslava misaki misty mitsuko mitzi
    miyuki moira mojca mollie molly mona monica monika monique morgan muriel mwajuma myra myriam nabila nada
    nadezhda nadia nadine naeema nagisa najat nana nancy nao naoko naomi nasrin natalia natalie natalya natasa
    natasha nathalie nazli neema nellie nelly nena neri nermin nermina neslihan nevena ngozi niamh nichole
    nicola nicole nicoletta nigar nihal nikki nilgun nilufer nina ning nino nkechi nkosazana nneka noelle noemi
    noemie nokuthula nomvula noor noora nora noreen norma nosipho nour nuala nurcan nuria oana octavia odette
    odile ofelia oksana olena olga olha olivera olivia oluchi olympe ondine oprah orla orlaith ornella oyinkan
    ozlem paige pakiza paloma pam pamela paraskevi parvati parvin pat patience patricia patrycja patsy patti
    patty paula paulette paulina pauline pavlina pearl peggy pelin penelope penny perihan petra petronella
    philippa phoebe phumzile phuong phyllis pia pilar piper pirkko polly portia pratibha preeti prerna prisca
    priscilla priti priya priyanka puja quinn rachel rachida radka radmila ragna ragnhild raili raina raisa
    rania ranjana raquel rebecca reema regina regine reiko reina rena renata renate renee renuka retno rhonda
    ria riina riitta rika rikke rita ritva roberta robin robyn rochelle roisin roksana romina romy rosa rosalba
    rosalia rosalind rosalyn rosamund rosanna rosario rose roseanne rosemary roswitha roxana roxanne roza ruby
    rukmini rula ruta rutendo ruth ruxandra ruzena saara sabiha sabina sabine sabrina sachiko sadaf safiya sahle
    saida saima sakura sally salma salome samantha samia sana sandhya sandra sandy sangeeta sanja sanna sanne
    sanni saoirse sara sarah sasha saskia satu savita sayuri scarlett seda selena selin selma semra senka serap
    serena sevil shabana shaista shakira shalini shami shanti shari sharon shashi shauna sheila shelley shelly
    shereen sheri sherri sheryl shirin shirley shizuka shoko sibel sigita sigrid sigrun siham siiri silja silke
    silvana silvia simona simone simonetta sinead siobhan siri sirkka siw slavica smriti snezana sofia sofie
    solange soledad solrun solveig sonal songul sonia sonja sonya sophia sophie soraya soyeon sri stacey staci
    stacy stefania stefanie steffi stella stephanie stine sue sujata sumaya sumiko sunita sunniva susan susana
    susann susanna susanne sushma susie suzan suzanne suzy svenja svetlana sviatlana sybil sylva sylvia sylvie
    sylwia szilvia tabitha taina takako tamako tamar tamara tami tammy tania tansu tansy tanya tara tarja
    tatiana tatjana tatyana tawakkol teija temperance teresa tereza terhi teri terri tess tessa thandiwe thea
    thelma theodora theresa therese thuli tiffany tiina tijana tina tiril tomoko tone toni tonya tove tracey
    traci tracy tricia trina trish trudy tuija tulin tulip tulsi turid tzipi ulla ulrika ulrike ursel ursula
    urszula vaida vaira valentina valentyna valeria valerie valerija vanessa vanja vasiliki vera verena verna
    veronica veronika vesna vibeke vicki vicky victoire victoria viera vigdis viktorija vilde vilja vilma viola
    violet violeta virginia viveca viveka vivian viviane vjosa vlasta wahida waltraud wambui wanda wangari
    wanjiru wendy whitney whoopi wiebke wieslawa wilhelmina wilhelmine wilma winifred winnie wislawa xenia
    ximena xiomara yael yara yasemin yasmin yasmine yasuko yayoi yelena yesenia yetnebersh yetunde yildiz
    yingluck yoko yolanda yoshiko yukari yukiko yuko yulia yuliya yumi yuna yuriko yuumi yvette yvonne zainab
    zanele zara zdenka zehra zeinab zelda zena zeynep zinaida zita zlata zodwa zoe zofia zohra zorica zsofia
    zsuzsanna zubeida zuzana zuzanna zviad
"""
)

# Short and long forms that stand for each other; each line is one family.
FAMILIES = """
alexander alex al sasha alec aleksandr aleksander alexandr oleksandr aliaksandr alyaksandr
alejandro alexandre alessandro alexander
andrew andy drew andrei andrey andriy andrew andrej andrzej andre andreas andres
anthony tony antonio anton antony
arthur art
muammar moammar moamer muamar
barbara barb babs
benjamin ben benny
bernard bernie
bradley brad
catherine cathy kathy kate katie katherine kathryn katharine catharine cat
charles charlie chuck chas carlos karl carl
christopher chris
christine christina chris tina chrissy
clifford cliff
daniel dan danny
david dave davey
deborah deb debbie debra
dmitry dmitri dmitriy dmitrii dmytro dmitrij dzmitry
donald don donnie
dorothy dot dottie
douglas doug
edward ed eddie ted teddy ned
elizabeth liz beth betsy betty eliza lisa libby bess
eugene gene evgeny yevgeny yevgeni yevhen evgeni evgenii
francis frank franklin francisco
frederick fred freddie
gabriel gabe
geoffrey geoff jeffrey jeff jeffery
george georgy georgi jorge georgios giorgi yuri
gerald gerry jerry
gregory greg grigory hryhoriy
harold hal harry
helen helena olena elena yelena alena
henry hank harry
irene irina iryna
jacob jake
james jim jimmy jamie
janet jan
jennifer jen jenny
jessica jess jessie
john jack johnny jon jonathan
joseph joe joey josef jose
joshua josh
judith judy
julia yulia iuliia yuliya yuliia
kenneth ken kenny
kimberly kim
kirill kirill kyrylo kiryl
lawrence larry laurence
leonard len lenny leo
louis lou lewis luis
margaret maggie meg peggy marge margie
maria mary marie mariya
martin marty
matthew matt
maurice maury
maxim maksim maksym max
mary molly polly
melissa mel
michael mike mick mickey mikhail michel miguel mykhailo mikheil mikail michal mikhailo mykhaylo
mohammed muhammad mohammad mohamed mohamad muhammed mehmet
mitchell mitch
nathaniel nathan nate
nicholas nick nicolas nikolai nikolay mykola mikola nicky
pamela pam
patricia pat patty trish tricia patti
patrick pat paddy
paul pavel pavlo pablo paulo paolo
peter pete pyotr petr petro pedro piotr
philip phil phillip
phillip phil
raymond ray
rebecca becky becca
richard rick dick rich ricky
robert bob rob bobby robbie bert
ronald ron ronnie
russell russ
samuel sam sammy
samantha sam
sergey sergei serhiy serhii siarhei serge sergio sergii
stanley stan
stephen steve steven stephan
susan sue susie suzy suzanne
svetlana sviatlana svitlana sveta
tatiana tatyana tetiana tetyana
theodore ted teddy theo
thomas tom tommy tomas
timothy tim
theresa teresa terry tess
victoria vicky vicki viktoria viktoriya
victor vic viktor wiktar
vincent vince vinny
vladimir volodymyr uladzimir vlad volodimir uladzimer wladimir
walter walt
william bill billy will willie liam
winston win
vasily vasyl vasili vasiliy
igor ihor
oleg oleh aleh
olga olha volha
alexei aleksei alexey aleksey oleksiy oleksii aliaksei
natalia natalya nataliya nataliia natallia
zachary zach zack
"""
