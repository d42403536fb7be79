"""Tables for `layouts.py`: people, bodies, subjects, verbs and quotation marks from which training articles are made.

Everything here is invented or common knowledge; a person made of these name parts is nobody in particular.
Slots in braces ({n}, {city}, ...) are filled by `layouts.Article.fill`.
"""

# (country, adjective, capital, other towns, agency, surname first?, men, women, surnames)
PEOPLES = (
    ("Belarus", "Belarusian", "Minsk", "Brest Gomel Vitebsk Orsha", "BelTA", False,
     "Andrei Sergei Dmitry Igor Pavel", "Natalia Olga Irina Tatiana", "Kovalenok Shestak Makarevich Zhuk Rudenko Savchits"),
    ("Russia", "Russian", "Moscow", "Kazan Tyumen Omsk Tver", "TASS", False,
     "Alexei Mikhail Viktor Oleg Nikolai", "Maria Elena Svetlana Anna", "Voronin Belyaev Tarasov Gusev Lapshin Orlov"),
    ("China", "Chinese", "Beijing", "Wuhan Chengdu Xi'an Harbin", "Xinhua", True,
     "Jianguo Wei Minghao Zhiqiang", "Xiaoli Yan Meiling", "Wang Zhao Liu Chen Sun Guo"),
    ("South Korea", "South Korean", "Seoul", "Busan Daegu Incheon", "Yonhap", True,
     "Min-jun Sung-ho Dong-hyun", "Ji-woo Hye-jin Soo-yeon", "Kim Park Choi Jung Yoon Han"),
    ("Japan", "Japanese", "Tokyo", "Osaka Sendai Kobe", "Kyodo", False,
     "Hiroshi Kenji Takeshi Daichi", "Yuko Keiko Haruka", "Tanaka Morita Ishikawa Okada Fujimoto"),
    ("the United States", "American", "Washington", "Denver Atlanta Omaha Tucson", "AP", False,
     "James Robert Kevin Marcus Tyler", "Linda Karen Denise Ashley", "Whitfield Carver Holloway Jennings Reyes Osborne"),
    ("Britain", "British", "London", "Leeds Norwich Hull Swansea", "PA", False,
     "Oliver Simon Gareth Alan", "Fiona Harriet Gemma", "Ashworth Pemberton Holt Langley Davies Mercer"),
    ("Germany", "German", "Berlin", "Leipzig Bremen Essen", "dpa", False,
     "Jürgen Stefan Matthias Tobias", "Sabine Ute Katrin", "Brandt Vogel Lehmann Kessler Richter"),
    ("France", "French", "Paris", "Lyon Lille Nantes", "AFP", False,
     "Julien Philippe Laurent Antoine", "Claire Sophie Mathilde", "Moreau Lefebvre Garnier Rousseau Delmas"),
    ("Italy", "Italian", "Rome", "Turin Bari Bologna", "ANSA", False,
     "Marco Giorgio Paolo Luca", "Chiara Francesca Elisa", "Bianchi Ferrante Galli Moretti Rinaldi"),
    ("Spain", "Spanish", "Madrid", "Seville Bilbao Valencia", "EFE", False,
     "Javier Pablo Ignacio", "Carmen Lucía Pilar", "Ortega Navarro Ibáñez Castaño Vidal"),
    ("Brazil", "Brazilian", "Brasilia", "Recife Manaus Santos", "Agência Brasil", False,
     "João Rafael Thiago", "Beatriz Camila Fernanda", "Almeida Barbosa Teixeira Nogueira Prado"),
    ("Mexico", "Mexican", "Mexico City", "Puebla Oaxaca Tampico", "Notimex", False,
     "Luis Alejandro Héctor", "Guadalupe Rosa Verónica", "Zamora Cisneros Villalobos Fuentes Trejo"),
    ("Turkey", "Turkish", "Ankara", "Izmir Bursa Adana", "Anadolu", False,
     "Mehmet Emre Hakan", "Ayşe Elif Zeynep", "Yıldız Korkmaz Demirci Aslan Öztürk"),
    ("Iran", "Iranian", "Tehran", "Shiraz Tabriz Isfahan", "IRNA", False,
     "Reza Hossein Behrouz", "Leila Shirin Maryam", "Karimi Rostami Jafari Moradi"),
    ("Egypt", "Egyptian", "Cairo", "Luxor Aswan Suez", "MENA", False,
     "Ahmed Mostafa Khaled", "Salma Nadia Heba", "Farouk Abdel-Aziz Mansour Shaker el-Sayed"),
    ("Nigeria", "Nigerian", "Abuja", "Lagos Kano Enugu", "NAN", False,
     "Chinedu Emeka Tunde Musa", "Ngozi Amina Funke", "Okafor Adeyemi Bello Eze Danjuma"),
    ("Kenya", "Kenyan", "Nairobi", "Mombasa Kisumu Eldoret", "KNA", False,
     "Peter Kipchoge Joseph", "Wanjiru Grace Akinyi", "Mwangi Otieno Kiprono Njoroge"),
    ("South Africa", "South African", "Pretoria", "Durban Polokwane Bloemfontein", "SAnews", False,
     "Sipho Thabo Johan", "Nomsa Lerato Annelie", "Dlamini Mokoena van Wyk Nkosi"),
    ("India", "Indian", "New Delhi", "Pune Jaipur Kochi Lucknow", "PTI", False,
     "Rajesh Arvind Sunil", "Priya Kavita Meenakshi", "Sharma Iyer Banerjee Chauhan Kulkarni"),
    ("Pakistan", "Pakistani", "Islamabad", "Lahore Multan Quetta", "APP", False,
     "Imran Tariq Asif", "Sana Ayesha Rabia", "Qureshi Malik Chaudhry Baig"),
    ("Indonesia", "Indonesian", "Jakarta", "Surabaya Medan Padang", "Antara", False,
     "Budi Agus Hendra", "Siti Dewi Ratna", "Santoso Wijaya Hidayat Siregar"),
    ("Vietnam", "Vietnamese", "Hanoi", "Da Nang;Hue;Can Tho", "VNA", True,
     "Van Hung;Quoc Anh;Duc Thang", "Thi Lan;Minh Chau", "Nguyen Tran Pham Le"),
    ("Kazakhstan", "Kazakh", "Astana", "Almaty Aktobe Pavlodar", "Kazinform", False,
     "Aibek Nurlan Daniyar", "Aigerim Saule Dinara", "Sadykov Abenov Tulegenov Iskakov"),
    ("Uzbekistan", "Uzbek", "Tashkent", "Samarkand Nukus Fergana", "UzA", False,
     "Jasur Bakhtiyor Sherzod", "Nilufar Gulnora", "Karimov Yusupov Rashidov"),
    ("Ukraine", "Ukrainian", "Kyiv", "Lviv Poltava Odesa", "Ukrinform", False,
     "Ihor Taras Bohdan", "Oksana Halyna", "Melnyk Bondarenko Lysenko Hnatiuk"),
    ("Poland", "Polish", "Warsaw", "Gdansk Lublin Poznan", "PAP", False,
     "Piotr Tomasz Marek", "Agnieszka Magdalena", "Zielinski Wrona Sikora Maj"),
    ("Serbia", "Serbian", "Belgrade", "Nis;Novi Sad", "Tanjug", False,
     "Dragan Milan Zoran", "Jelena Vesna", "Petrovic Stankovic Ilic Lukic"),
    ("Georgia", "Georgian", "Tbilisi", "Batumi Kutaisi", "Interpress", False,
     "Giorgi Levan Zurab", "Nino Tamar", "Kapanadze Lomidze Beridze"),
    ("Finland", "Finnish", "Helsinki", "Tampere Oulu Turku", "STT", False,
     "Mikko Jari Antti", "Päivi Hanna", "Virtanen Laine Heikkinen Salo"),
    ("Australia", "Australian", "Canberra", "Perth Darwin Cairns", "AAP", False,
     "Craig Lachlan Bruce", "Kylie Megan", "Hargreaves Doyle McAllister Quinlan"),
    ("Cuba", "Cuban", "Havana", "Camagüey Holguín", "Prensa Latina", False,
     "Raúl Yoel Ernesto", "Yamila Odalys", "Betancourt Valdés Machado"),
)

# mark systems: outer opening and closing, inner opening and closing, weight, apostrophe
MARKS = (
    ("“", "”", "‘", "’", 40, "’"), ('"', '"', "'", "'", 24, "'"), ("«", "»", "„", "“", 10, "’"),
    ("‘", "’", "“", "”", 9, "’"), ("„", "“", "‚", "‘", 5, "’"), ("'", "'", '"', '"', 5, "'"),
    ("„", "”", "»", "«", 4, "’"), ("»", "«", "›", "‹", 3, "’"), ("“", "”", '"', '"', 3, "'"),
)

# A cue may be followed by words that are not part of it: "told| reporters".
SAID = ("said",) * 10 + tuple(
    "noted;added;stressed;explained;emphasized;stated;remarked;pointed out;told| {audience};underlined;continued;recalled;"
    "warned;admitted;argued;concluded;insisted;observed;commented;confirmed;declared;clarified;reiterated;also said;"
    "said| in a statement;said| on {day};told| {agency};later said;wrote;tweeted;joked;complained;wondered".split(";"))
SAID_COLON = ("said",) * 6 + tuple(
    "went on saying;went on;went on to say;continued;added;noted;stressed;replied;answered;summed up;emphasized;declared;"
    "remarked;explained;stated;says;put it this way;responded;wrote;concluded;quipped".split(";"))
SAID_THAT = ("said",) * 8 + tuple(
    "noted;added;stressed;explained;announced;believes;stated;pointed out;made it clear;reported;acknowledged;argued;"
    "recalled;confirmed;revealed;warned;claimed;insisted;maintained;promised;estimated;is convinced;is confident;thinks;"
    "is certain;went on to say;predicted;told| journalists;informed| the participants;drew attention to the fact;"
    "expressed confidence;expressed hope;assured| the audience;told| {audience};said| {occasion};also noted;had earlier said;"
    "made no secret of the fact;fears;hopes;expects;suspects;does not rule out;agreed;"
    "conceded;alleged;suggested;hinted;indicated;testified;vowed;let it be known;has repeatedly said".split(";"))
SAID_TAIL = ("said",) * 8 + tuple(
    "believes;noted;added;explained;is convinced;stressed;says;warned;argued;is sure;thinks;stated;predicted;admitted".split(";"))
PARTICIPLES = tuple("saying;adding;noting;stressing;explaining;warning;arguing;insisting;recalling;claiming".split(";"))
THOUGHTS_NP = (  # cue, content is a noun phrase
    "supports;opposes;backed;rejected;welcomed;criticised;praised;condemned;defended;is against;is in favour of;"
    "called for;demanded;spoke out against;expressed concern about;expressed regret over;doubts;endorsed;objected to;"
    "advocates;blamed the delay on;thanked the donors for;is proud of;hailed").split(";")
REFUSALS = ("declined|to comment on {np}", "refused|to discuss {np}", "declined|to say when a decision on {np} would be taken",
            "would not|discuss {np}", "denied|any link with {np}", "denied|having been informed about {np}",
            "refused|to answer questions about {np}", "declined|to be drawn on {np}")
ORDERS = ("urged|{group} to {vp}", "called on|{group} to {vp}", "instructed|{group} to {vp}", "invited|{group} to {vp}",
          "ordered|{group} to {vp}", "advised|{group} to {vp}", "asked|{group} to {vp}", "warned|{group} not to expect too much", "wants|{group} to {vp}", "expects|{group} to {vp}",
          "told|{group} to {vp}", "promised|to settle the question of {np} by {month}", "pledged|to help {group}", "offered|to resign", "threatened|to go to court over {np}",
          "proposed|to discuss {np} in {month}", "accused|{group} of failing to {vp}", "agreed|to postpone the decision on {np}", "plans|to visit {city} in {month}",
          "intends|to raise the matter of {np}", "recommended|that {group} {vp}")
GROUPS = ("the government", "local councils", "the regional authorities", "both sides", "employers", "residents",
          "the public", "all parties", "neighbouring countries", "volunteers", "the committee", "young people",
          "foreign partners", "officials", "the heads of departments", "parents", "the company", "investors")
IN_WORDS = ("In {his} words", "In the words of {S}", "In {his} opinion", "In {his} view", "According to {S}",
            "As {S} put it", "As {he} put it", "In the opinion of {S}", "As {S} said", "According to {him}", "To quote {S}")

UNNAMED = ("a senior official", "one resident", "a source close to the talks", "people familiar with the matter",
           "witnesses", "an eyewitness", "a police spokesman", "local residents", "a diplomat who asked not to be named",
           "two officials", "experts", "critics", "a government source", "aid workers", "a spokeswoman", "one of the fans",
           "analysts", "a driver at the scene", "opposition deputies", "a neighbour")
OUTLETS = ("the Morning Courier", "Radio Meridian", "the Daily Compass", "Channel 4 News", "the newspaper Narodny Vestnik",
           "the weekly Profil", "News 24", "Der Kurier", "the Evening Herald", "Al Nahda television", "La Jornada del Sur",
           "the business daily Handelspost", "The Coastal Times", "Radio Lyra")
OCCASIONS = ("at a news conference in {city}", "in a statement", "at a meeting in {city}", "on the sidelines of the forum in {city}",
             "in an interview with {outlet}", "during a working trip to {city}", "at a government session", "on {day}",
             "in a televised address", "at a briefing", "during a visit to {city} on {day}", "by telephone", "in {city} on {day}",
             "after the talks", "at the opening ceremony", "in a speech to students")
AUDIENCE = ("reporters", "journalists", "parliament", "the deputies", "the delegates", "the crowd", "{outlet}", "{agency}",
            "the committee", "colleagues", "the audience", "lawmakers", "supporters")
VIAS = (", {agency} has learned", ", {agency} reports", ", the press service of the ministry told {agency}",
        ", {agency} reported citing {outlet}", ", according to local media")

# nothing here is a statement, though {m} opens and {w} closes quotation marks
DECOYS = (
    "The {adj} team travelled on board the liner {m}Northern Star{w}, which was built in {year}.",
    "He is known to his friends as {m}the Professor{w} and has lived in {city} since {year}.",
    "The evening ended with a screening of the film {m}The Quiet Harbour{w}.",
    "The exercise {m}Steel Meadow{w} will last until {day}.",
    "The factory, formerly the {m}Red Dawn{w} works, employs {n} people.",
    "A copy of the novel {m}Letters from the Delta{w} lay on the table.",
    "The so-called {m}blue list{w} contains {n} names.",
    "The festival was held under the motto {m}One Sky, One Future{w}.",
    "Farmers use the word {m}drought{w} for any summer with less than {n} millimetres of rain.",
    "The company {m}Agromir{w} delivered {n} tonnes of fertiliser in {month}.",
    "The programme {m}Healthy Cities{w} was launched in {year}.",
    "Her album {m}Salt and Iron{w} sold {n} copies.",
    "{m}Orion{w} will face {m}Dynamo{w} in {city} on {day}.",
    "The medal {m}For Labour Merit{w} was awarded to {n} workers.",
    "The trawler {m}Kestrel{w} left {city} on {day} with {n} people aboard.",
    "The region's {m}miracle{w} has been cooling for years.",
    "Visitors can see the exhibition {m}Faces of the Steppe{w} until {month}.",
    "The gang leader, {m}the Tailor{w}, was arrested in {city} in {year}.",
    "The {m}right to be cold{w} is a chapter heading in the book.",
    "The {m}Friendship{w} pipeline carries {n} thousand barrels a day.",
    "Hotels of the category {m}four stars{w} and above are fully booked.",
    "The children sang {m}Spring on the River{w} and danced in national costume.",
)
SILENT = (  # no statement: nobody's words are reported
    "The ministry did not respond to a request for comment.",
    "The talks lasted {few} hours and were held behind closed doors.",
    "{adj_cap} officials arrived in {city} on {day}.",
    "The two sides also discussed trade, transport and tourism.",
    "A separate meeting with business circles took place in the afternoon.",
    "The delegation left {city} on {day}.",
    "Calls to the press office went unanswered on {day}.",
    "The next session is scheduled for {month}.",
    "Some {n} guests attended the ceremony.",
    "Snow fell during most of the morning, and the flight was delayed by {few} hours.",
    "Photographers were allowed in for a few minutes.",
    "The working trip will continue until {day}.",
    "It was the third meeting of the two since {month}.",
    "Copies of the documents were distributed among the participants.",
    "The ceremony began with a minute of silence.",
    "The road between {city} and the airport was closed for most of {day}.",
)

GENERIC = (  # first person, fits any subject
    "We have nothing to hide", "It is a matter of trust", "I do not see any reason to wait", "We will come back to this in {month}",
    "There is no other way", "This is only the beginning", "I am grateful to everyone who took part", "We cannot repeat the mistakes of {year}",
    "People want clarity, and they are right", "Nobody promised us that it would be easy", "I would not call it a crisis",
    "Let us be honest with ourselves", "That is simply not true", "What did we get in return? Nothing", "Why should we keep silent",
    "I have said it before and I will say it again", "We are ready for any scenario", "The figures speak for themselves",
    "We are not asking for privileges", "It hurts, of course, but life goes on", "My colleagues and I worked day and night",
    "If someone has a better idea, my door is open", "We started with {few} people and an old van", "The rest is rumour",
    "I learned about it from the news, like everybody else", "Believe me, we counted every {coin}", "Well, what else could we do",
    "It takes two to agree", "We must look after those who cannot look after themselves", "Yes, there were delays. I admit that",
    "Ask the people of {city}", "They do not want to listen", "Time will tell", "I am not going to comment on gossip",
    "We know what has to be done", "It is too early to draw conclusions", "This is our common home", "No, I am not tired",
    "We did everything that the law requires", "That decision was mine", "Everything else is secondary", "We shall see",
    "I am an optimist, but a careful one", "Nothing has been decided yet", "We are talking about real lives here",
    "It was the hardest {day} of my life", "Total nonsense", "Absolutely not", "Of course we are worried",
)
