"""Given names with the gender they usually show, and the short forms of each other. Compiled from general knowledge.

A name in both lists shows no gender. Spellings are folded (no accents, lower case): look up with `gender(name)`.
"""

from __future__ import annotations

import unicodedata

from onrecord.people.tables import table

MALE = table("""
    aaron abbas abdallah abdel abdelaziz abdelfatah abdelfattah abdelilah abdelmadjid abdul abdulaziz abdulla
    abdullah abdulrahman abel abiy abraham achim adalberto adam adel adem aditya adnan adolfo adrian agustin
    ahmad ahmed ahmet aidan ajay akbar akihito akira akram akufo al alain alan alassane albert alberto aldo alec
    alejandro aleksandar aleksander aleksandr aleksandrs aleksei aleksey alessandro alex alexander alexandre
    alexandros alexei alexey alexis alfonso alfred alfredo ali aliaksandr alistair allan allen almazbek alok
    alvaro alvin amadou amar amartya ambrose amer amin amir amit amos anas anatol anatoli anatoly anders andre
    andreas andrei andrej andres andrew andrey andrius andriy andrzej andy angel angus anil antanas anthony
    antoine anton antonin antonio antonis antony anwar archibald archie ariel arif arkady armando armen arnaud
    arnold arseniy arthur artis artur arturo arun arvind asad asghar ashok ashraf asif asim askar atal atif
    atiku augustin augusto avi avigdor avraham axel ayman aziz babatunde baburam bakhtiyar bakir baldwin barack
    barak barham barry bart bartholomew bashar bashir basil bassam bassirou beau beji ben benedict benigno
    benito benjamin benny bernard bernardo bernie bert bertrand bezalel bidhya bidzina bilal bilawal bill billy
    binali blaine blaise blake bob bobby bogdan bohdan bohuslav bola boris borut boyko brad bradley brandon
    brendan brent bret brett brian brock bruce bruno bryan bryce burak burt byron caleb calvin cameron carl
    carles carlo carlos carlton carter casey cecil cedric celso cesar chad charles charlie chas chester chet
    chris christian christophe christopher christos chuck clarence clark claude claudio clay clayton clement
    cliff clifford clint clive clyde cody colin connor conor constantin constantine corey cornelius cory costas
    craig curt curtis cyril cyrus dainis dale dalton damian damien damon dan dana daniel daniele danil danny
    dante danylo darin dario darius darrell darren darryl daryl dave david davit dawid dean denis dennis denny
    denys derek desmond devin dexter didier diego dieter dietmar dilip dimitar dimitri dimitris dimitry dinesh
    dirk dmitri dmitrii dmitriy dmitry dmytro dom dominic dominik dominique don donald donnie doug douglas drew
    duane dudley duncan dusan dustin dwayne dwight dylan earl ebrahim ed eddie edgar edgars edi edmond edmund
    edouard eduard eduardo edward edwin egidijus egils ehud eitan elbert eldar elias elie elijah elliot elliott
    elon elvin emanuel emil emile emilio emmanuel emomali emre enda enrico enrique eric erich erik erkki ernest
    ernesto ernie ernst ervin erwin esteban ethan etienne eugene eusebio evan evgeny evo ezra fabian fabio fadi
    fahad faisal farhad farid farouk faruk faure fayez federico felipe felix ferdinand ferenc fernando fidel
    filip filipe finn florian floyd francesco francis francisco franck franco francois frank frankie franklin
    franz frazier fred freddie frederic frederick fredrik friedrich fumio fyodor gabor gabriel gamal gareth
    garrett garry gary gavin gavriel gebran gediminas gene gennadi gennadiy gennady geoff geoffrey georg george
    georges georgi georgy gerald gerard gerardo gerhard gert ghassan gianni gideon gilbert gilberto giles giorgi
    giorgio giorgos giovanni gitanas giuseppe gjorge glen glenn goodluck goran gordon gotabaya grady graham
    grant greg gregg gregor gregory grigory grover guido guillaume guillermo gunnar gunter guntis gurbanguly gus
    gustav gustavo guy habib haider haitham hakainde hakan hal halim hamad hamed hamid hamish hamza hank hans
    harald haris harold harrison harry harsh hartmut haruhiko harvey hasan hashim hassan heath hector heiko
    heiner heinrich heinz helmut hendrik henri henrik henrique henry herb herbert herman hernan herve hichem
    hikmet hiroshi hisham horacio horst hosni hossein howard hubert hugh hugo humberto huseyin hussain hussein
    iain ian ibrahim idriss ignacio ignatius igor ihor ike ilan ildefonso ilham ilia ilir ilya imad imran ingmar
    ion ira irakli irvin irving isaac isaiah isaias ishmael ismail issam istvan itamar ivan ivica ivo jack
    jackie jacob jacques jaime jair jake jakob jakub jamal james jamie jan janez janis janos jared jaroslav
    jaroslaw jason jasper javad javier jay jean jed jeff jefferson jeffery jeffrey jens jerad jeremiah jeremy
    jerome jerry jerzy jesper jesse jesus jim jimmie jimmy jiri joachim joao joaquin jochen joe joel johan
    johann johannes john johnny jokin jon jonah jonas jonathan jordan jorge jose josef josep joseph josh joshua
    josip juan juha jules julian julio julius jun juri juris justin kais kaj kamal kambiz karel karim karl
    karlis kaspars kassym kassymzhomart kazimierz keir keith ken kenneth kenny kent kerry kevin khaled khalid
    khalifa khalil kim kiril kirill kirk klaus klement kofi konstantin konstantinos kostas kris krisjanis
    kristian kristof kumar kurt kwame kyle kyriakos ladislav lamar lance larry lars lasse laszlo laurence
    laurent lawrence lazar lazarus lech lee leif leo leon leonard leonardo leonid leopold leroy les leslie
    lester lev levan levon lewis liam linas lindsey lionel lloyd logan lorenzo lou louis luc luca lucas luciano
    ludovic luigi luis luiz lukas luke luther lutz lyle lyndon maarten macky magnus mahathir mahdi mahesh
    mahinda mahmoud mahmud maksim maksym malcolm mamadou mamuka manfred manmohan manny manolis manuel marc
    marcel marcelo marcin marco marcos marcus marek mariano marijan marin mario marius mark marko markus marlon
    maroun marshall martin marty marvin marwan massoud mateusz matt matteo matthew matthias maurice mauricio
    mauro maury max maxim maxime maximilian mehdi mehmet mel melvin menachem mevlut micah michael michal michel
    mick miguel mihai mihails mikayil mike mikhail mikheil mikko mikulas milan mile milo milorad milos miloslav
    milton miro miroslav mitch mitchell mitt mladen moammar moaz mohamad mohamed mohammad mohammed mohan moise
    moishe monte montgomery morgan morris morteza moses moshe mourad mousa moussa muammar muhammad muhammadu
    muhyiddin mukhtar murad murat murray musa mustafa mustapha mykhailo mykola myron nabih nabil naftali najib
    nana narendra nasser nate nathan nathaniel nawaf nawaz ned neil nelson nestor newt nicholas nick nico nicola
    nicolas nicos niels nigel nikita nikki niko nikol nikola nikolai nikolaj nikolay nikos nils nitin noah noel
    nolan norbert norman norodom nouri nursultan nyesom oded olaf oleg oleh oleksandr oleksii oleksiy olexander
    oliver olivier olli olusegun omar omer orlando orrin orson orville osama oscar osman oswaldo otto ousmane
    owen ozzie pablo paddy paolo parviz pascal pat patrice patrick patrik paul paulius paulo pavel pavlo pawel
    pedro pekka per percy perry pervez petar pete peter petr petras petro petros petteri phil philip philippe
    phillip pierce pierre piers pietro piotr placido poul prabowo pranab pravin preston pushpa qamar qasem
    qassem quentin quincy rafael rafal rafiq raheem rahm rahul raila raimonds rainer raj raja rajendra rajiv
    rakesh ralf ralph ram raman ramesh rami ramon ramush ramzan rand randall randolph randy ranil raphael rashid
    raul ravi ray raymond raymonds recep reed reggie reginald reince reinhard rene reuben reuven rex reza
    ricardo riccardo rich richard rick ricky rob robbie robert roberto robin rocco rodney rodolfo rodrigo roger
    roland rolf roman romano romeo ron ronald ronnie rory ross roy ruben rudi rudolf rudy rufus rui rupert
    ruslan russ russell rustam ryan saad saadeddine saadi sabah saddam sadiq saeed said sajid salah salem salim
    salman salva salvador salvatore sam sameh sami samir sammy samuel sander sandor sandro sanjay santiago
    saparmurat sargis sarkis saud saul saulius scott sean sebastian sebastien selim semyon serge sergei sergey
    sergi sergio serhii serhiy serzh seth seymour shahid shane shannon sharif shaun shavkat shawn shehbaz
    sheldon sherman shimon shinzo shlomo sid siddharth sidney sigmar sigmund silvan silvio simeon simon slavomir
    slawomir sooronbay spencer spiro stan stanislav stanislaw stanley stavros stef stefan stefano stefanos
    stephan stephane stephen sterling steve steven stew stewart stjepan stu stuart subramanyam suleiman sunil
    suresh surojit syed taavi tadeusz taha taras tarek tariq taro tayyip ted teddy tedros teodor teodoro
    terrence terry thabo thad thaddeus thaksin theo theodore thierry thom thomas thor thorbjorn tibor tim
    timothy timur titus tobias toby todd toivo tom tomas tomasz tomislav tommy toni tony toomas toru travis
    trevor trey tucker tyler tymofiy tyrone uhuru ulf ulrich umar umaro umberto uri urmas uroš usman vaclav
    vadim vadym vagit valdis valentin valentyn valeri valeriy valery vance vano vasil vasily vasyl vernon
    vicente victor vidar vijay viktor vince vincent virgil virginijus vitali vitalii vitaliy vitaly vito vivek
    vlad vladimir vladislav volker volodymyr vuk vyacheslav wade waldemar waleed walid wallace wally walter
    warren wayne wendell werner wes wesley wilbur wilhelm will willard willem william willie wilson winston
    witold wladyslaw wolf wolfgang woodrow wopke xavier xi yahya yair yanis yannis yaroslav yaser yasir yasser
    yasuo yemi yevgeny yevhen yitzhak yoav yoshihide yossi yoweri yukio yulian yuri yuriy yury yusuf yves
    zachary zack zalman zayed zbigniew zdravko zeid zeljko ziad zine zoltan zoran zurab zygimantas
""")
FEMALE = table("""
    abby abigail ada adela adele adriana agata agnes aida aileen aisha aishath alaa alana alberta alejandra
    aleksandra alena alessandra alexa alexandra alexia alice alicia alina alison alla allison allyson alma alona
    alyssa amal amalia amanda amber amelia amelie amina aminata amy ana anabel anastasia andrea angela angelica
    angelina angelique angie anita anja ann anna annabelle annalena anne annegret annemarie annette annie annika
    antonia anya april araceli arancha ariana arianna arlene ashley ashton asma astrid aubrey audrey aung
    aurelia ava avril ayelet ayesha azra barb barbara beata beatrice beatrix beatriz becky belen belinda bella
    benazir bernadette bernice bertha beth bethany betsy betty beverly bianca blanca bonnie brenda brianna
    bridget brigitte brit britney brittany brooke camila camilla candace candice cara carla carlotta carly
    carmen carol carole carolina caroline carolyn carrie cassandra cassidy catalina caterina catherine cathy
    cecile cecilia celeste celia celine chantal charlene charlotte chelsea cherie cheryl chloe christa
    christiane christie christina christine christy chrystia ciara cindy claire clara clare claudia cleo colette
    colleen connie constance consuelo cora corazon corinne cristina crystal cynthia daisy dalia damaris daniela
    danielle daphne daria darlene dawn dayna deanna debbie debora deborah debra deirdre delia delphine denise
    desiree diana diane dianne dilma dina dolores donna dora doris dorothy droupadi ebony edith edna eileen
    elaine eleanor elena eleni eliana elina elisa elisabeth elise elissa eliza elizabeth ella ellen ellie elsa
    elsie elvira emilia emily emine emma enid erica erika erin ernestine esperanza estelle esther ethel etta
    eugenia eunice eva eve evelyn evika fadela faith fatima fatma fatou faye federica felicia felicity fiona
    flavia flora florence frances francesca francine frida gabriela gabriella gabrielle gail gayle geeta gemma
    genevieve georgette georgia georgina geraldine gerda germaine gertrude gillian gina ginger giorgia gisele
    giulia gladys glenda gloria golda grace graciela greta gretchen gro guadalupe gwen gwendolyn gwyneth hadiza
    hailey halima halla hana hanan hanna hannah hannelore harriet hasina hayley hazel heather hedda heidi helen
    helena helene helga helle henrietta hilary hilda hillary holly hope huma ida ilana ilse imelda imogen ina
    indira ines inga ingrid ingrida inna iolanda irena irene irina iris irma isabel isabella isabelle isatou
    iulia ivana ivanka ivy jacinda jackie jaclyn jacqueline jacquelyn jada jadwiga jan jana jane janelle janet
    janice janine jasmine jayne jean jeane jeanette jeanine jeanne jelena jemima jen jenna jennifer jenny
    jessica jill jillian jo joan joann joanna joanne jocelyn jodi jodie jody johanna josefina josephine joy
    joyce juanita judith judy jules julia juliana julianne julie juliet juliette june justine kaitlyn kaja
    kamala kamila kara karen karin karina karla karolina katarina katarzyna kate katerina katharina katharine
    katherine kathleen kathryn kathy katia katie katja katrin katrina katy kay kaya kayla kaylee kayleigh keiko
    kelley kelli kellie kelly kendall kendra kerri kersti kerstin khaleda kiersten kim kimberly kirsten kirstie
    kirstjen kolinda kris krista kristalina kristen kristi kristin kristina kristine krystal kyra kyrsten lacey
    laila lana lara larissa latisha latoya laura laurel lauren laurie layla lea leah leanne leila lena leni
    leona leonor leslie leticia leymah lia lidia lila lillian lilly lily linda lindsay lisa lise liz liza lois
    lola lorena loretta lori lorraine louisa louise lourdes lucia luciana lucille lucinda lucy ludmila luisa luz
    lydia lyn lynda lynette lynn lynne lynsey mabel macarena madeleine madeline mae magda magdalena maggie maia
    maja malala malgorzata malia malkia mamata mandy manon manuela mara marcela marcia marcy margaret margarita
    margaux margit margo margot margrethe marguerite mari maria mariah mariam marian mariana marianne marie
    mariel mariela marietta marija marilyn marina marine marion marisa marise marisol marissa marjorie marla
    marlene marsha marta martha martina mary maryam maryann masha mathilde matilda maude maura maureen mavis
    maxine maya mayra meagan meg megan meghan mehbooba melania melanie melinda melissa melody mercedes meredith
    mette mia michaela michele michelle mildred milena mimi mina mindy miranda mireya miriam misty mitzi moira
    mollie molly mona monica monika monique morgan muriel myra myriam nabila nada nadezhda nadia nadine najat
    nana nancy naomi nasrin natalia natalie natalya natasha nathalie nellie nelly nena neri ngozi nicola nicole
    nigar nikki nina nino nkosazana noelle noemi nora noreen norma nour oana octavia odile ofelia oksana olena
    olga olha olivia olympe oprah orla paige paloma pam pamela parvati pat patience patricia patsy patti patty
    paula paulette paulina pauline pearl peggy penelope penny petra phoebe phumzile phyllis pilar piper polly
    portia pratibha prisca priscilla priti priya priyanka quinn rachel rachida radmila raisa rania raquel
    rebecca regina reina rena renata renate renee retno rhonda ria rita roberta robin robyn rochelle romina rosa
    rosalia rosalind rosalyn rosario rose roseanne rosemary roxana roxanne roza ruby rula ruth sabina sabine
    sabrina sahle sally salma salome samantha samia sana sandra sandy sanna sara sarah sasha saskia scarlett
    selena selma serena shaista shami shari sharon shashi shauna sheila shelley shelly sheri sherri sheryl
    shirin shirley sigrid siiri silvia simona simone simonetta sofia soledad sonia sonja sonya sophia sophie
    soraya sri stacey staci stacy stella stephanie sue sujata sunita susan susana susanna susanne sushma susie
    suzan suzanne suzy svetlana sviatlana sybil sylvia sylvie tabitha tamar tamara tami tammy tania tansu tanya
    tara tarja tatiana tatyana tawakkol teresa teri terri tess tessa thea thelma theresa therese thuli tiffany
    tina toni tonya tracey traci tracy tricia trina trish trudy tulip tulsi tzipi ulla ursula vaira valentina
    valeria valerie vanessa vera verna veronica veronika vicki vicky victoria vigdis vilma viola violet violeta
    virginia vivian viviane vjosa wanda wendy whitney whoopi wilhelmina wilma winifred winnie xiomara yael
    yasmin yasmine yelena yesenia yetnebersh yingluck yolanda yuko yulia yuliya yvette yvonne zainab zara zehra
    zelda zena zinaida zoe zsuzsanna zuzana
""")

# Short and long forms that stand for each other; each line is one family.
FAMILIES = """
alexander alex al sasha alec aleksandr aleksander alexandr oleksandr aliaksandr alyaksandr
alejandro alexandre alessandro alexander
andrew andy drew andrei andrey andriy andrew andrej andrzej andre andreas andres
anthony tony antonio anton antony
arthur art
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


def fold(word: str) -> str:
    """Lower case without accents or apostrophes, for looking up."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "’'ʼ`")


_BOTH = frozenset(MALE) & frozenset(FEMALE)
GENDER = {name: "m" for name in MALE if name not in _BOTH} | {name: "f" for name in FEMALE if name not in _BOTH}
GIVEN = frozenset(MALE) | frozenset(FEMALE)
FAMILY_OF: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(FAMILIES.strip().splitlines()):
    for _name in _line.split():
        FAMILY_OF[_name] = FAMILY_OF.get(_name, frozenset()) | {_number}


def gender(name: str) -> str | None:
    """ "m" or "f" as the first given name usually shows, else None; hyphened names go by their first part."""
    first = fold(name).replace(".", "")
    return GENDER.get(first) or GENDER.get(first.partition("-")[0])


def is_given(name: str) -> bool:
    first = fold(name)
    return first in GIVEN or first.partition("-")[0] in GIVEN


def same_given(a: str, b: str) -> bool:
    """Whether two given names may be one person's: equal, an initial of the other, or forms of one name.

    >>> same_given("Jim", "James"), same_given("Aleksandr", "Alexander"), same_given("J.", "John")
    (True, True, True)
    >>> same_given("Bill", "Jim")
    False
    """
    x, y = fold(a).replace(".", ""), fold(b).replace(".", "")
    if x == y or not x or not y:
        return True
    if len(x) == 1 or len(y) == 1:
        return x[0] == y[0]
    return bool(FAMILY_OF.get(x, frozenset()) & FAMILY_OF.get(y, frozenset()))
