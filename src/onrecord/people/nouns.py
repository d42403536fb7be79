"""The words that describe speakers: offices and callings, bodies, documents, groups, titles and their relations."""

from __future__ import annotations

from functools import lru_cache

from onrecord.people.tables import table

# Callings that show a gender.
MALE_NOUNS = frozenset(
    table("""
        man boy father son brother husband king prince spokesman chairman businessman congressman councilman
        assemblyman policeman gentleman actor widower uncle nephew grandfather grandson waiter emperor duke
        baron monk fisherman cameraman fireman alderman salesman statesman craftsman crewman clergyman dad
        boyfriend godfather stepfather lord sheikh emir sultan imam rabbi cardinal pope bishop archbishop
        ayatollah frontman sportsman ombudsman serviceman foreman stepson fiancé strongman congressmen
        ex-husband
    """)
)
FEMALE_NOUNS = frozenset(
    table("""
        woman girl lady mother daughter sister wife queen princess spokeswoman chairwoman businesswoman
        congresswoman councilwoman assemblywoman policewoman lady actress widow aunt niece grandmother
        granddaughter waitress empress duchess baroness nun mom mum girlfriend mistress stepmother hostess
        heroine sportswoman servicewoman stepdaughter fiancée first-lady ex-wife saleswoman forewoman
        stateswoman
    """)
)
# Other callings, singular; a phrase with one of these as its head is a person.
PERSON_NOUNS = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | frozenset(
        table("""
            academic accountant activist administrator adviser advisor advocate agent aide ally
            ambassador analyst anchor announcer anthropologist appointee archaeologist architect artist
            astronaut astronomer athlete attorney author banker bassist biographer biologist blogger
            boss broadcaster broker builder candidate captain caller captive celebrity ceo cfo chair
            chairperson chancellor chaplain chef chemist chief chief-of-staff child choreographer
            citizen clerk climatologist coach co-author co-chair co-chairman co-director co-founder
            co-host co-owner colleague collector colonel columnist comedian commander commentator
            commissioner communicator comptroller composer conductor confidant congressperson
            conservationist conservative consultant contender contestant contributor controller convict
            cop coordinator coroner correspondent councillor councilmember councilor counsel counsellor
            counselor counterpart creator critic curator customer dean defendant defender delegate
            democrat demonstrator dentist deputy designer detective developer dictator diplomat director
            dissident doctor donor driver economist editor educator employee engineer entertainer
            entrepreneur envoy epidemiologist evangelist examiner executive expert farmer fellow figure
            fighter financier firefighter founder friend fundraiser general geologist governor graduate
            guard guardian guest guitarist head hero historian homeowner host hopeful immigrant
            incumbent individual industrialist informant insider inspector instructor insurgent
            interim-president interpreter intern inventor investigator investor janitor journalist judge
            jurist juror justice king-maker landlord lawmaker lawyer leader lecturer legislator liaison
            librarian liberal lieutenant lobbyist magistrate magnate major manager marshal mathematician
            mayor mediator member mate merchant meteorologist migrant minister moderator mogul mp musician
            native negotiator neighbor neighbour neurologist newcomer newsman nominee novelist nurse
            observer officer official opponent organizer organiser outsider owner painter parent partner
            passenger pastor patient patriarch patron pediatrician performer philanthropist philosopher
            photographer physician physicist pilot planner player playwright poet policymaker politician
            pollster portrayer practitioner preacher predecessor premier president president-elect
            presidential-candidate priest principal prisoner producer professor programmer prosecutor
            protester protestor provost psychiatrist psychologist publicist publisher pundit pupil
            quarterback radio-host realtor rector recruiter refugee regent registrar reporter
            representative republican researcher resident respondent responder retiree reverend rival
            runner sailor scholar scientist screenwriter sculptor secretary secretary-general senator
            sergeant sheriff shopkeeper singer skeptic socialist sociologist soldier solicitor
            songwriter source speaker specialist spokesperson staffer star statistician steward
            stockbroker strategist student successor superintendent superstar supervisor supporter
            surgeon surrogate survivor suspect taoiseach teacher teammate technician teenager tenant
            theologian therapist tourist trader trainer translator traveler traveller treasurer trustee
            tsar tutor tycoon undersecretary under-secretary underdog user vendor veteran veterinarian
            vice-chair vice-president viceroy victim virologist visitor voice volunteer voter warden
            whistleblower winner witness worker writer youth youngster zoologist vet billionaire millionaire
            nobelist laureate expert-witness standard-bearer front-runner
            frontrunner commander-in-chief running-mate speaker-designate premier-designate
            king’s-counsel adjutant archivist barrister birdwatcher brigadier commandant councilperson
            ecologist ethicist gunman hacker imam lead-author leftist marine mediator midwife
            nationalist oligarch parliamentarian politburo-member populist propagandist provocateur
            psephologist quarterfinalist rapper restaurateur seller shareholder sportscaster
            stenographer storyteller suffragist swimmer terrorist thinker veteran-diplomat
            watchdog-chief wrestler rapporteur auteur chauffeur connoisseur attacker selector referee
            umpire skipper striker midfielder batsman
            bowler winger goalie sprinter cyclist boxer golfer jockey
            racer rider climber skier skater rower fisherman shepherd grower brewer baker butcher
            carpenter plumber mechanic tailor cobbler miner
            docker clerk cashier cleaner cook gardener ranger forester sommelier mufti vicar deacon
            abbot bailiff usher shooter killer assailant mastermind pensioner elder frontbencher backbencher namesake
            rancher cosmonaut taikonaut crewmate classmate roommate grader dancer ballerina jeweller jeweler welder
            blacksmith locksmith joiner bricklayer roofer weaver potter engraver printer bookseller conservator vintner
            winemaker distiller labourer laborer stevedore trucker courier postman medic paramedic pharmacist midwife
            carer caregiver nanny bookkeeper auditor linguist lexicographer essayist satirist cartoonist animator
            illustrator lyricist violinist cellist pianist drummer trumpeter organist soprano tenor baritone acrobat
            gymnast fencer archer diver surfer yachtsman snowboarder hurdler footballer batter golfer grandmaster
            cleric prelate presenter novice accused firebrand rebel pioneer housewife landowner contractor hairdresser
            nutritionist
        """)
    )
)
# What a description may stand for: "the leader" for a president. Each noun also stands for itself.
STANDS_FOR = {
    "leader": "president premier chancellor king queen emir sultan chairman chairwoman chair secretary-general "
    "general-secretary minister head chief governor ruler dictator pope speaker commander director prince taoiseach "
    "founder",
    "head": "president king queen emir sultan leader director chairman chairwoman chair chief commissioner "
    "boss ceo minister",
    "chief": "director chairman head president ceo commissioner secretary-general commander administrator",
    "boss": "executive chairman chairwoman ceo director president head chief manager founder secretary-general "
    "governor coach",
    "executive": "ceo president chairman director cfo vice-president chief",
    "official": "minister secretary director spokesman spokeswoman spokesperson chief head ambassador commissioner "
    "mayor governor undersecretary deputy adviser administrator envoy superintendent commander officer",
    "politician": "senator representative congressman congresswoman lawmaker governor president minister premier "
    "mayor mp leader candidate deputy councillor chancellor secretary",
    "lawmaker": "senator representative congressman congresswoman mp deputy speaker legislator parliamentarian member",
    "legislator": "senator representative congressman congresswoman mp deputy lawmaker parliamentarian",
    "parliamentarian": "mp deputy senator lawmaker legislator",
    "senator": "incumbent lawmaker legislator",
    "governor": "incumbent",
    "mayor": "incumbent",
    "congressman": "representative lawmaker incumbent",
    "congresswoman": "representative lawmaker",
    "representative": "congressman congresswoman",
    "diplomat": "ambassador minister envoy secretary",
    "envoy": "ambassador representative diplomat",
    "candidate": "nominee contender hopeful standard-bearer front-runner frontrunner rival",
    "nominee": "candidate contender standard-bearer",
    "contender": "candidate nominee hopeful",
    "hopeful": "candidate contender",
    "standard-bearer": "candidate nominee",
    "businessman": "mogul tycoon billionaire developer magnate entrepreneur executive ceo owner investor banker",
    "businesswoman": "executive ceo entrepreneur owner founder",
    "mogul": "businessman tycoon billionaire developer magnate",
    "tycoon": "businessman mogul billionaire developer magnate",
    "billionaire": "businessman mogul tycoon magnate investor",
    "premier": "minister",
    "minister": "premier",
    "statesman": "president minister premier",
    "spokesman": "spokesperson secretary",
    "spokeswoman": "spokesperson secretary",
    "spokesperson": "spokesman spokeswoman secretary",
    "adviser": "advisor aide strategist consultant",
    "advisor": "adviser aide strategist consultant",
    "aide": "adviser advisor spokesman spokeswoman staffer",
    "attorney": "lawyer prosecutor counsel",
    "lawyer": "attorney counsel solicitor barrister",
    "doctor": "physician surgeon",
    "physician": "doctor surgeon",
    "scholar": "professor researcher fellow academic historian",
    "academic": "professor scholar lecturer",
    "professor": "scholar academic",
    "researcher": "scientist professor scholar author fellow",
    "scientist": "researcher physicist biologist chemist professor climatologist astronomer geologist",
    "expert": "professor analyst specialist scholar fellow researcher",
    "analyst": "expert strategist economist",
    "journalist": "reporter correspondent columnist editor anchor host",
    "reporter": "journalist correspondent",
    "anchor": "host journalist",
    "host": "anchor moderator journalist",
    "moderator": "host anchor",
    "filmmaker": "director producer",
    "director": "filmmaker",
    "author": "writer novelist historian journalist",
    "writer": "author novelist journalist columnist",
    "monarch": "king queen emir sultan",
    "pontiff": "pope",
    "chairman": "chair chairwoman head",
    "chairwoman": "chair head",
    "chair": "chairman chairwoman",
    "officer": "sergeant captain lieutenant policeman policewoman deputy chief commander",
    "commander": "general colonel admiral",
    "general": "commander",
    "mp": "lawmaker deputy parliamentarian legislator",
    "deputy": "mp lawmaker",
    "secretary": "minister",
    "incumbent": "president senator governor mayor",
    "judge": "justice magistrate",
    "accused": "defendant suspect",
    "defendant": "accused",
    "cleric": "imam priest bishop rabbi archbishop pastor vicar patriarch mufti ayatollah cardinal prelate preacher",
    "prelate": "bishop archbishop cardinal patriarch",
    "frontbencher": "minister treasurer secretary spokesman spokeswoman mp lawmaker",
    "backbencher": "mp lawmaker deputy",
    "clergyman": "priest bishop pastor vicar imam",
}
STANDS = {noun: frozenset(others.split()) | {noun} for noun, others in STANDS_FOR.items()}
# Nouns that say little: they fit any person of the right gender and number.
VAGUE = frozenset(["year-old"]) | frozenset(
    table("""
        man woman boy girl mother father parent veteran native resident businessman billionaire millionaire
        politician friend figure star celebrity hero champion winner rival opponent counterpart teenager
        student speaker author suspect defendant victim official grandmother grandfather
    """)
)
RELATIONS = frozenset(
    table("""
        wife husband son daughter mother father brother sister rival opponent counterpart predecessor
        successor partner colleague friend aide ally adviser advisor spokesman spokeswoman lawyer attorney
        doctor physician mate boss uncle aunt nephew niece grandfather grandmother running-mate supporter
        critic deputy ex-wife ex-husband namesake coach co-author sibling
    """)
)
# Endings of callings that no list holds: volcanologist, photographer, goalkeeper, tea-grower, 22-year-old.
CALLING_ENDINGS = (
    "ologist", "ographer", "ician", "keeper", "maker", "grower", "holder", "worker", "fighter", "builder", "writer",
    "player", "trader", "dealer", "ologian", "ionist", "alist", "iatrist", "onomist", "herder", "shepherd",
    "setter", "catcher", "trainer", "breeder", "bearer", "unionist", "culturist", "machinist", "crat", "bencher",
)  # fmt: skip
NO_CALLINGS = frozenset(
    table("""
        consist persist subsist desist coexist checklist shortlist wishlist blacklist
        playlist newsmaker automaker carmaker chipmaker drugmaker planemaker minimalist placeholder
    """)
)
# Institutions, singular: a phrase or a name that ends with one is a body.
BODY_NOUNS = frozenset(
    table("""
        academy administration agency airline airlines airport alliance archive army assembly association
        authority bank board brigade broadcaster brotherhood bureau cabinet campaign caucus center centre
        chamber channel charity church city clinic club coalition college command commission committee
        community company confederation conference congress consortium corporation corps council county
        country court crown daily delegation department directorate division duma embassy enterprise
        exchange executive-branch faculty federation firm force forces forum foundation front fund
        government group guard guild headquarters hospital house inc industries industry initiative
        inspectorate institute institution investigations intelligence jury kremlin lab laboratory league
        legislature library lobby magazine mayor’s-office media militia ministry mission mosque movement
        museum nation navy network news newspaper newsroom ngo nonprofit observatory office organisation
        organization outlet palace panel parliament partnership party pentagon police post presidency press
        project province publication publisher radio railway regime regulator republic reserve resistance
        school secretariat senate service services society staff state states studio summit survey-firm
        syndicate synod taliban task-force team television think-tank times tribune tribunal treasury trust
        union university venture watch watchdog website weekly white-house works workshop journal herald
        gazette chronicle guardian telegraph lobby-group parliament’s side squad wing base junta airline
        lender carmaker chipmaker automaker drugmaker retailer operator politburo
        presidium bundestag knesset rada verkhovna-rada register directorate-general llc ltd plc corp co
        gmbh
    """)
)
# Words found inside names of bodies that make the whole a body even when not last.
BODY_INSIDE = frozenset(
    table("""
        Ministry Department Bureau University Institute Committee Commission Council Association Federation
        Union Agency Office Court Bank Center Centre Foundation Society Party Congress Parliament Senate
        Assembly Board College School Hospital Church Group Company Corporation Organization Organisation
        Service Network Coalition Alliance Institution Authority Administration Conference Fund League Forum
        Academy Chamber Division Embassy Secretariat Campaign
    """)
)
# Words that end names, but no names of people.
OTHER_ENDINGS = frozenset(
    table("""
        Capital Holdings Partners Ventures Politics Motors Systems Technologies Records Pictures Entertainment Quartet
        District Brothers Analytics Research Consulting Strategies Communications Solutions Labs Pharmaceuticals Energy
        Oil Steel Insurance Financial Management Securities Airways Hotel Hotels Stores Games Software Networks
        Enterprises Resources International Media Productions Studios Broadcasting Publishing Sciences Affairs Rights
        Jazeera Arabiya Watch Project Act Law Bill Convention Treaty Agreement Accord Amendment Award Prize Day Week
        Street Avenue Road River Lake Island Islands Mountain Valley Beach Bay Square Airport Stadium Hall Tower
        Building Bridge Park Hills Springs Falls Heights Township Village Cup Series Show Strip Plan Program
        Programme Deal Movement War Wars Revolution Crisis Tour Festival Polls Poll Survey
    """)
)
# What a body is for: before "and", they tie a name together ("Securities and Exchange Commission").
BODY_TOPICS = frozenset(
    table("""
        securities citizenship exchange health human food trade research science drug education welfare culture foreign
        labor labour energy veterans housing urban commerce industry agriculture transport transportation central
        strategic peace security defense defence arts immigration customs revenue law justice economic social civil
        internal air space ocean oceanic land water fish wildlife environment environmental family children youth
        sport sports media information technology business finance planning budget development trade alcohol tobacco
        standards consumer fisheries forestry mining medicine emergency international domestic public political
    """)
)
# Things written: a document speaks for the body that issued it or the person who wrote it.
DOCUMENT_NOUNS = frozenset(
    table("""
        account ad advertisement advisory affidavit agreement analysis article announcement assessment audit
        bill biography blog book briefing brief broadcast bulletin catalogue charter chart column commentary
        communique communiqué complaint constitution convention cover data decision declaration decree diary
        directive dispatch document documentary documents editorial email e-mail emails essay estimate
        estimates evaluation evidence exhibit factsheet fact-sheet figures film filing filings findings
        footage forecast handbook headline indictment inquiry interview investigation journal-entry judgment
        judgement law lawsuit leaflet legislation letter list log manifesto manual materials media-report
        memo memoir memorandum message minutes motion movie note notes notice op-ed opinion order outlook
        page paper papers passage petition piece placard plan platform play poll polls polling post posting
        posts preface presentation press-release proclamation program programme projection proposal
        publication questionnaire record records release report reports reporting request research
        resolution result results review rule ruling script sign slide song speech statement statements
        statistics story study studies suit surveys survey tape testimony text tip transcript treaty tweet
        tweets verdict video website will writing writings warrant
    """)
)
PLURAL_PEOPLE = frozenset(
    table("""
        people police men women children folks others many some most few several both all none clergy public
        family families couple pair duo trio crowd crowds audience staff rest minority majority authorities
        media electorate faithful militants rebels troops personnel everyone everybody anyone nobody someone
        somebody congressmen spokesmen businessmen cops youths relatives parents brothers sisters wives
        husbands forces americans democrats republicans conservatives liberals mexicans
    """)
)
# Written before a name, capitalised or abbreviated.
HONORIFICS = {
    "mr": "m", "mr.": "m", "mister": "m", "messrs": "m", "messrs.": "m",
    "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f",
    "ms": "f", "ms.": "f", "miss": "f", "madam": "f", "madame": "f", "lady": "f", "dame": "f", "monsieur": "m",
    "aunty": "f", "auntie": "f", "señor": "m", "señora": "f", "herr": "m", "frau": "f",
    "dr": None, "dr.": None, "hon.": None, "hon": None, "mx": None,
    "mx.": None,
}  # fmt: skip
TITLE_NOUN = {
    "sen.": "senator", "sens.": "senator", "rep.": "representative", "reps.": "representative", "gov.": "governor",
    "govs.": "governor", "gen.": "general", "lt.": "lieutenant", "col.": "colonel", "sgt.": "sergeant",
    "capt.": "captain", "maj.": "major", "adm.": "admiral", "prof.": "professor", "rev.": "reverend",
    "amb.": "ambassador", "pres.": "president", "atty.": "attorney", "supt.": "superintendent", "det.": "detective",
    "insp.": "inspector", "cmdr.": "commander", "cpl.": "corporal", "sens": "senator", "reps": "representative",
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "lt": "lieutenant",
    "col": "colonel", "sgt": "sergeant", "capt": "captain", "maj": "major", "adm": "admiral", "prof": "professor",
    "rev": "reverend", "amb": "ambassador", "father": "priest", "fr.": "priest",
    "sister": "nun", "imam": "imam", "rabbi": "rabbi", "pope": "pope", "cardinal": "cardinal", "bishop": "bishop",
    "archbishop": "archbishop", "patriarch": "patriarch", "king": "king", "queen": "queen", "prince": "prince",
    "princess": "princess", "sheikh": "sheikh", "emir": "emir", "sultan": "sultan", "admiral": "admiral",
    "corporal": "corporal", "private": "soldier", "constable": "officer", "ayatollah": "ayatollah",
    "comrade": "member", "coach": "coach", "senators": "senator", "representatives": "representative",
    "presidents": "president", "governors": "governor", "ministers": "minister", "professors": "professor",
}  # fmt: skip
# Words that may stand between a role's first word and its noun without being a name.
ROLE_MODIFIERS = frozenset(
    table("""
        vice deputy former ex acting interim prime foreign interior defence defense finance home health
        justice first chief senior general secretary press managing executive assistant associate co
        attorney district supreme presidential vice-presidential gubernatorial congressional legislative
        democratic republican conservative liberal labour socialist independent libertarian green national
        federal state regional local military political economic european international longtime veteran
        retired late current newly elected outgoing incoming incumbent then top leading key prominent
        special high permanent majority minority speaker house house’s under-secretary ranking emeritus
        honorary lead principal private public chairman rear brigadier lieutenant major staff air field
        grand crown supreme
    """)
)
PARTIES = frozenset(
    table("""
        Republican Democratic Democrat Conservative Labour Liberal Libertarian Green Socialist Communist
        Independent Republicans Democrats GOP Tory Tories Islamist Christian Muslim Jewish Catholic
        Protestant Sunni Shiite Buddhist Hindu Western Eastern Northern Southern African European Asian Arab
        Latino Hispanic Black White Native African-American Kurdish Tibetan Palestinian Scottish Welsh
        Catalan Basque Uighur Soviet Nazi Californian Texan Southeast Northeast Central Middle
    """)
)
# Words that open a sentence with a capital and belong to no name.
OPENERS = frozenset(
    table("""
        a about above according across actually add added adding after afterward afterwards again against
        all almost alone along already also although always amid among an and another any anyone anything
        apart apparently are around as aside ask asked asking at away back based be because before behind
        being below beneath besides best better between beyond both but by call called can citing clearly
        come consider could currently dear despite did do does don’t don't down due during each earlier
        early either else elsewhere enough especially even eventually ever every everybody everyone
        everything except far few finally first five following for former formerly four frankly from further
        furthermore generally get given go good had half has have he hence her here hers herself him himself
        his hopefully how however hundreds i if i’m i'm i’ve i've in including increasingly indeed initially
        inside instead into is isn’t it its itself just keep last late later lately least less let let’s
        let's like likewise little long look made mainly make many may maybe me meanwhile might mine more
        moreover most mostly much must my nearly neither never nevertheless new next no nobody none
        nonetheless nor not nothing notably now obviously of off often oh ok okay on once one only or other
        others otherwise our ours out outside over overall own part perhaps please plus previously probably
        put rather read really recall recent recently regarding right said same say saying says second see
        seeing seemingly seven several shall she should similarly since six so some somebody someone
        something sometimes soon still strangely such sure surely ten than thank thanks that that’s that's
        the their theirs them then there there’s there's thereafter therefore these they they’re they're
        third this those though thousands three through throughout thus to today together tomorrow tonight
        too toward towards try turning two under unfortunately unless unlike until up upon us use usually
        various very via was watch we we’re we're we’ve well were what whatever what’s what's when whenever
        where whereas wherever whether which while who who’s whoever whom whose why will with within without
        won’t would yes yesterday yet you you’re you're your yours speaking writing asked monday tuesday
        wednesday thursday friday saturday sunday january february march april june july august september
        october november december photo image video update breaking exclusive opinion editorial by-line
        source sources former ex-president critics experts officials researchers scientists lawmakers
        supporters opponents residents witnesses police authorities investigators prosecutors protesters
        voters people women men scholars analysts
    """)
)
MONTHS = frozenset(
    table("""
        January February March April June July August September October November December Jan. Feb. Mar.
        Apr. Aug. Sept. Sep. Oct. Nov. Dec. Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """)
)
PARTICLES = frozenset(
    table("""
        de da del della di do dos das du van von der den ter ten bin bint ibn al el la le y zu of-the abu ul
        e
    """)
)
# Cities and regions that stand in source position for themselves, never for a person.
PLACES = frozenset(
    w.replace("_", " ")
    for w in table("""
        New_York Los_Angeles Chicago Houston Philadelphia Boston Detroit Miami Atlanta Dallas Seattle Denver
        Cleveland Baltimore Las_Vegas San_Francisco San_Diego San_Antonio Phoenix Pittsburgh Cincinnati
        Orlando Tampa Nashville Milwaukee St._Louis New_Orleans Salt_Lake_City Portland Oakland Sacramento
        Brooklyn Manhattan Queens Bronx Long_Island Istanbul Shanghai Hong_Kong Dubai Mumbai Karachi Lahore
        Kolkata Chennai Bangalore Sydney Melbourne Toronto Montreal Vancouver Quebec Ontario Alberta Munich
        Hamburg Frankfurt Cologne Milan Naples Barcelona Marseille Lyon Geneva Zurich Rotterdam Antwerp
        Glasgow Edinburgh Manchester Liverpool Birmingham Belfast Scotland Wales Northern_Ireland Crimea
        Donetsk Luhansk Donbas Kharkiv Odesa Odessa Lviv Mariupol Kherson Chechnya Siberia Saint_Petersburg
        St._Petersburg Aleppo Mosul Gaza West_Bank Kashmir Punjab Tibet Xinjiang Kurdistan Catalonia Bavaria
        Europe Asia Africa North_America South_America Latin_America Middle_East Far_East Balkans Caucasus
        Caribbean Pacific Atlantic Arctic Antarctica Mediterranean Silicon_Valley Wall_Street Main_Street
        Capitol_Hill Hollywood Broadway Guantánamo Guantanamo D.C. Ground_Zero Midwest Northeast Southwest
        Southeast Bay_Area
    """)
)
# Bodies known by one word or by a name without a body noun.
KNOWN_BODIES = frozenset(
    w.replace("_", " ")
    for w in table("""
        Kremlin Pentagon White_House Congress Senate House Interpol Taliban Hamas Hezbollah Greenpeace
        Reuters BBC CNN Bloomberg Politico Google Facebook Twitter Apple Microsoft Amazon Boeing Airbus
        Gazprom Rosneft Breitbart BuzzFeed Gallup Quinnipiac Downing_Street Supreme_Court State_Department
        Justice_Department Treasury_Department Wikileaks WikiLeaks United_Nations European_Union NATO BelTA
        TASS Interfax RIA_Novosti Xinhua AFP Associated_Press Islamic_State Al-Qaida Al_Qaeda Secret_Service
        Security_Council General_Assembly Federal_Reserve Wells_Fargo Goldman_Sachs Morgan_Stanley
        Human_Rights_Watch Amnesty_International Red_Cross Doctors_Without_Borders World_Bank Fox_News MSNBC
        NBC ABC CBS NPR PBS Huffington_Post Washington_Post New_York_Times The_Times Wall_Street_Journal
        USA_Today Los_Angeles_Times Guardian Daily_Mail Telegraph Economist Vox Slate Tesla Uber Sinn_Féin
        Sinn_Fein Bundestag Knesset Rada Verkhovna_Rada Daily_Caller Daily_Beast Weekly_Standard
        National_Review Washington_Examiner
        Christian_Science_Monitor Washington_Times Boston_Globe Chicago_Tribune New_Yorker Politifact Duma
        State_Duma Eurostat Europol Frontex
        Black_Lives_Matter YouTube Instagram Toyota Volkswagen Siemens Samsung Sony Huawei Walmart
        ExxonMobil Exxon Shell BP Pfizer Moderna AstraZeneca UNICEF UNESCO
    """)
)


# Words of one party, as they stand in descriptions.
PARTY_OF = {
    "republican": "republican", "gop": "republican", "democratic": "democratic", "democrat": "democratic",
    "libertarian": "libertarian", "green": "green", "conservative": "conservative", "tory": "conservative",
    "labour": "labour", "socialist": "socialist", "liberal": "liberal", "communist": "communist",
}  # fmt: skip
WING_OF = {
    "leftist": "left", "left-wing": "left", "leftwing": "left", "far-left": "left", "hard-left": "left",
    "centrist": "centre", "centre-left": "centre", "center-left": "centre", "centre-right": "centre",
    "center-right": "centre", "right-wing": "right", "rightist": "right", "far-right": "right", "hard-right": "right",
}  # fmt: skip
# Offices that one holds or not: no variation for a name that the page does not link to them.
OFFICES = frozenset(
    table("""
        senator governor mayor president premier chancellor minister secretary congressman congresswoman general king
        queen prince princess pope ambassador judge sheriff commissioner representative speaker
    """)
)
# Nouns that reporters use for a name just used, though the page has not said so before.
VARIATIONS = (
    VAGUE
    | frozenset(
        table("""
        candidate nominee contender hopeful standard-bearer front-runner frontrunner incumbent mogul tycoon magnate
        congressman congresswoman senator lawmaker legislator governor mayor president premier leader chancellor
        minister secretary republican democrat conservative liberal socialist diplomat general lady heir
        businesswoman activist actor actress singer author director filmmaker host anchor comedian athlete coach
        player driver writer poet artist lawyer attorney professor economist spokesman spokeswoman chairman chairwoman
        monarch king queen prince princess pope pontiff strongman dictator
    """)
    )
) - frozenset(table("friend suspect defendant victim resident student speaker parent mother father boy girl man woman"))

# Parts in what goes on: a court, a match, a street has several people, and "the lawyer" is whoever plays that part.
# Other callings tell what somebody is besides, and reporters vary a name with them: "the dentist", "the ex-banker".
SCENE = frozenset(
    table("""
        judge prosecutor lawyer attorney counsel solicitor barrister defendant witness suspect victim accused plaintiff
        referee umpire moderator interviewer host interpreter translator spokesman spokeswoman spokesperson clerk
        officer policeman policewoman guard doctor nurse patient teacher student pupil owner employee worker neighbor
        neighbour resident caller customer seller passenger shooter attacker killer gunman hostage captive cop sheriff
        inspector investigator detective source official aide adviser advisor manager editor reporter journalist voter
        tenant landlord bailiff usher driver pilot speaker man woman boy girl child mother father parent son daughter
        brother sister wife husband member colleague friend coach player goalkeeper editor correspondent critic
    """)
)
# Who reports, seldom who acts.
AGENCIES = frozenset(table("Reuters AP TASS AFP Xinhua BelTA Interfax DPA dpa PTI EFE ANSA Kyodo Yonhap Anadolu"))
# What is held no longer.
FORMER = frozenset(table("former ex ex- retired late onetime one-time then outgoing deposed ousted"))
# Two people who stand over against each other, of one family, or by turns.
RIVALS = frozenset(table("rival opponent counterpart namesake predecessor successor colleague co-author challenger"))
KIN = frozenset(table("brother sister wife husband son daughter mother father sibling"))


def singular(noun: str) -> str:
    """The singular of a plural noun, by rule; other words come back as they are.

    >>> singular("senators"), singular("spokeswomen"), singular("secretaries"), singular("press")
    ('senator', 'spokeswoman', 'secretary', 'press')
    """
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def noun_gender(noun: str) -> str | None:
    """ "m" or "f" where the calling shows it."""
    if noun in FEMALE_NOUNS or noun.endswith("woman"):
        return "f"
    return "m" if noun in MALE_NOUNS or noun.endswith("man") else None


@lru_cache(maxsize=1 << 14)  # asked of every word of a text, several times
def noun_of(word: str) -> str | None:
    """The calling that a word names, singular and in lower case, else None.

    >>> noun_of("Sens."), noun_of("spokeswomen"), noun_of("volcanologist"), noun_of("co-founder"), noun_of("table")
    ('senator', 'spokeswoman', 'volcanologist', 'co-founder', None)
    """
    low = word.lower()
    if low in TITLE_NOUN and not (word.islower() and low in PERSON_NOUNS):
        return TITLE_NOUN[low]
    for form in (low, singular(low)):
        if form in PERSON_NOUNS or (form.endswith(CALLING_ENDINGS) and form not in NO_CALLINGS):
            return form
        if form.endswith("woman") or (form.endswith("man") and len(form) > 7 and word.islower()):
            return form
        if word.islower() and len(form) > 6 and form.endswith("ist") and form not in NO_CALLINGS:
            return form
        if form.endswith("-year-old"):
            return "year-old"
        if form.startswith("ex-") and form[3:] in PERSON_NOUNS:
            return form[3:]
        tail = form.rpartition("-")[2]
        if "-" in form and tail in PERSON_NOUNS:
            return tail
    return None
