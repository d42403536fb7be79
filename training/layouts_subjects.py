"""Subjects for `layouts.py`: who speaks on them, in what words, about what.

For each subject: offices (a title that stands before a name), bodies, clauses (finite, fit both indirect speech and a
quotation), firsts (first person, quotations only), silent (narrative without a statement), asked (yes-no clauses),
questions (direct), things (noun phrases), acts (bare infinitives). {adj}, {city}, {n} ... are slots.
"""

from typing import NamedTuple


class Subject(NamedTuple):
    offices: tuple[str, ...]
    bodies: tuple[str, ...]
    clauses: tuple[str, ...]
    firsts: tuple[str, ...]
    silent: tuple[str, ...]
    asked: tuple[str, ...]
    questions: tuple[str, ...]
    things: tuple[str, ...]
    acts: tuple[str, ...]


def lines(block: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in block.strip().splitlines())


SUBJECTS = {
    "diplomacy": Subject(
        (
            "Foreign Minister",
            "President",
            "Prime Minister",
            "Deputy Foreign Minister",
            "Ambassador",
            "Special Envoy",
            "{adj} President",
            "{adj} Prime Minister",
            "{adj} Foreign Minister",
            "presidential spokesman",
            "Secretary of State",
        ),
        (
            "the Foreign Ministry",
            "the presidential administration",
            "the contact group",
            "the embassy in {city}",
            "the secretariat",
        ),
        lines("""the negotiations will resume in {month}
            both countries have agreed to open {few} new border crossings
            no ultimatums can be accepted
            the agreement must be signed before the end of the year
            {his} country has never refused to take part in peace talks
            the sanctions have hurt ordinary people more than anyone else
            trade between the two countries reached {money} last year
            the exchange of prisoners could take place as early as {day}
            there is no military solution to the conflict
            the roadmap consists of {few} points and leaves no room for misinterpretation
            the visit had been planned long before the incident
            the embassy in {city} will go on working as usual
            relations between the two neighbours have reached their lowest point in {n} years
            third countries should stop pouring oil on the flames
            the draft resolution needs further work before it can be put to a vote
            visa-free travel will be introduced for holders of ordinary passports
            the parties are closer to a compromise than they were in {month}
            the ceasefire has been violated {n} times since {day}"""),
        lines("""We want to be good neighbours, but we will not be pushed around
            I told my colleague that we are waiting for an answer
            We need to sit down at the table and talk
            Our position has not changed since {month}
            I shook his hand and we talked for {few} hours
            We will open the border when they open their ears
            I invited him to {city}, and he accepted"""),
        lines("""The two presidents met in {city} on {day}.
            The summit brought together delegations from {n} countries.
            The foreign ministers exchanged views on regional security.
            The border was closed in {year} after a dispute over water."""),
        lines("""the two countries could sign the treaty this year
            the armed forces might be sent abroad
            the summit in {city} had been a failure
            {he} would meet his counterpart in {month}"""),
        lines("""Will you go to {city} if you are invited?
            What did you agree on with your {adj} colleague?
            Is there still a chance for peace?
            Why were the talks broken off in {month}?"""),
        (
            "the peace talks",
            "the draft treaty",
            "the new sanctions",
            "the exchange of prisoners",
            "the summit in {city}",
            "the presence of foreign observers",
            "closer ties with {country}",
        ),
        (
            "return to the negotiating table",
            "withdraw troops from the border",
            "ratify the treaty",
            "lift the sanctions",
            "refrain from provocations",
        ),
    ),
    "economy": Subject(
        (
            "Finance Minister",
            "central bank governor",
            "Economy Minister",
            "chief economist",
            "board chairman",
            "chief executive",
            "Deputy Prime Minister",
            "Energy Minister",
            "chairwoman of the supervisory board",
        ),
        (
            "the Finance Ministry",
            "the central bank",
            "the statistics committee",
            "the chamber of commerce",
            "the holding company",
        ),
        lines("""inflation will slow to {pct} by the end of the year
            exports of {good} rose by {pct} in the first half of the year
            the budget deficit must not exceed {pct} of gross domestic product
            {n} jobs will be created at the new plant near {city}
            the central bank has no plans to raise interest rates before {month}
            small businesses pay too much for electricity
            the company lost {money} because of the strike
            the price of {good} has doubled since {year}
            pensions will be increased by {pct} from {month}
            the loan will be repaid ahead of schedule
            the plant is working at {pct} of its capacity
            wages in the region are lagging behind those in {city}
            foreign investors are showing growing interest in the country's {good} industry
            the shortage of workers is holding back growth
            the tax on {good} will be abolished next year
            domestic demand remains weak despite lower prices
            the new customs rules will save carriers {money} a year"""),
        lines("""We are not going to print money
            We sell {good} to {n} countries and we are proud of it
            I see no reason for panic on the market
            Our orders are full until {month}
            We had to let {n} people go, and I regret it
            Whoever works well must earn well
            If prices keep rising like this, we will have to close"""),
        lines("""The currency fell by {pct} against the dollar on {day}.
            The plant near {city} was opened in {year}.
            Shares in the company closed {pct} lower.
            The country produces {n} thousand tonnes of {good} a year."""),
        lines("""taxes would be raised next year
            the plant near {city} would be sold
            the currency had bottomed out
            prices for {good} would go on rising"""),
        lines("""How will you pay for the pension increase?
            When will prices stop rising?
            Are you going to close the plant?
            What is the biggest risk for the economy next year?"""),
        (
            "the sale of the plant",
            "the new tax on {good}",
            "the budget for next year",
            "the rise in interest rates",
            "subsidies for {good}",
            "a merger with a {adj} rival",
        ),
        (
            "keep prices of {good} under control",
            "publish the accounts",
            "cut red tape",
            "invest in new equipment",
            "pay wages on time",
        ),
    ),
    "court": Subject(
        (
            "Judge",
            "prosecutor",
            "defence lawyer",
            "Prosecutor General",
            "chief investigator",
            "attorney",
            "public defender",
            "Justice Minister",
            "presiding judge",
        ),
        (
            "the prosecutor's office",
            "the Supreme Court",
            "the district court",
            "the Investigative Committee",
            "the police",
        ),
        lines("""the defendant knew that the documents were forged
            the evidence had been obtained unlawfully
            the verdict will be appealed
            {n} witnesses have been questioned so far
            the accused had transferred {money} to accounts abroad
            there was no intent to cause harm
            the company ignored {few} written warnings about the state of the bridge
            the case should never have come to court
            the knife was found in a drain {few} streets away
            {his} client was in {city} on the night of the fire
            the sentence was too lenient
            the jury should disregard the recording
            the investigation is expected to be completed in {month}
            the two men had quarrelled over a debt of {money}
            the prosecution has failed to prove its case"""),
        lines("""I have never seen this man before
            I did not sign those papers
            My client is innocent, and we will prove it
            I ask the court for a fair judgment
            I heard a bang and then somebody screaming
            You betrayed the people who trusted you
            I am sorry for what I have done"""),
        lines("""The trial opened in {city} on {day}.
            The defendant listened with his head bowed.
            The hearing was adjourned until {day}.
            He faces up to {few} years in prison."""),
        lines("""{he} had known about the payments
            {he} would appeal against the verdict
            the defendant had acted alone
            she recognised the man in the dock"""),
        lines("""Where were you on the night of the fire?
            Did you read the contract before you signed it?
            Who gave you the money?
            Will you appeal?"""),
        (
            "the verdict",
            "the charges of fraud",
            "the recording",
            "the early release of the prisoner",
            "the payments to the mayor",
            "a retrial",
        ),
        (
            "release the file",
            "hear {few} more witnesses",
            "pay compensation of {money}",
            "testify in open court",
            "set the verdict aside",
        ),
    ),
    "sport": Subject(
        (
            "head coach",
            "coach",
            "captain",
            "goalkeeper",
            "federation president",
            "team manager",
            "striker",
            "midfielder",
            "Olympic champion",
            "Sports Minister",
            "team doctor",
        ),
        ("the federation", "the organising committee", "the club", "the league", "the anti-doping agency"),
        lines("""the team deserved to win
            the referee was wrong to disallow the second goal
            {few} players will miss the match in {city} because of injuries
            the tournament will be held in {city} in {month}
            the squad is younger and hungrier than in {year}
            the defeat was a lesson for everyone
            the stadium will be ready by {month}
            a draw would have been a fair result
            the transfer should be completed by {day}
            the athletes had trained for {few} months at altitude
            the heat made the second half very difficult
            the title race is wide open
            the goalkeeper's knee needs another {few} weeks
            the fans were the twelfth player"""),
        lines("""We played well for sixty minutes and then we stopped running
            I saw the ball late, and it was in the net
            I am going home happy
            We have to take our chances, it is as simple as that
            My legs were empty, but my heart was full
            One match does not make a champion
            I told the boys at half-time to keep calm"""),
        lines("""The match in {city} ended in a goalless draw.
            The visitors took the lead after {few} minutes.
            The team is second in the table with {n} points.
            The race was stopped twice because of fog."""),
        lines("""{he} would resign after the defeat
            the captain would be fit for {day}
            the penalty should have been given
            this was her last season"""),
        lines("""What went wrong in the second half?
            Will you stay at the club next season?
            How do you feel after such a race?
            Is the captain fit?"""),
        (
            "the penalty",
            "a new contract",
            "the transfer of the striker",
            "the video referee",
            "the second goal",
            "the state of the pitch",
        ),
        ("win the title", "keep the young players", "train twice a day", "change the tactics", "rest the injured"),
    ),
    "health": Subject(
        (
            "Health Minister",
            "chief physician",
            "Dr",
            "Professor",
            "chief epidemiologist",
            "head nurse",
            "hospital director",
            "Deputy Health Minister",
            "infectious disease specialist",
        ),
        ("the Health Ministry", "the regional hospital", "the institute of public health", "the medical association"),
        lines("""the number of infections has fallen by {pct} since {month}
            {n} children have been vaccinated in the region
            the hospital lacks {few} surgeons
            the patients are in a stable condition
            antibiotics are still sold without a prescription
            the new ward will open in {month}
            the outbreak was caused by contaminated water
            people over sixty should be vaccinated before winter
            the medicine is safe if it is taken as prescribed
            ambulances reach {pct} of patients within {few} minutes
            there is no cause for alarm
            masks will again be compulsory in hospitals
            doctors are leaving the countryside because of low pay
            the test gives a result within {few} hours"""),
        lines("""We are short of nurses, not of beds
            I have not had a day off since {month}
            Please do not treat yourselves, see a doctor
            Every patient will be looked after
            We were lucky that the vaccine arrived on {day}
            Prevention costs less than treatment"""),
        lines("""The hospital in {city} treats {n} patients a year.
            {n} cases of measles were registered in {month}.
            The ward was renovated in {year}.
            Schools in {city} were closed for {few} days."""),
        lines("""the schools would be closed
            the vaccine was safe for children
            there were enough beds
            the water in {city} could be drunk"""),
        lines("""Is the epidemic over?
            When will the new hospital open?
            What should parents do now?
            Are there enough medicines?"""),
        (
            "the vaccine",
            "the closure of the maternity ward",
            "the outbreak in {city}",
            "the ban on smoking",
            "the shortage of nurses",
        ),
        (
            "wash their hands",
            "vaccinate their children",
            "boil drinking water",
            "hire {few} more doctors",
            "stay at home",
        ),
    ),
    "disaster": Subject(
        (
            "Emergencies Minister",
            "fire chief",
            "Governor",
            "Mayor",
            "police chief",
            "rescue coordinator",
            "coastguard commander",
            "seismologist",
            "district head",
        ),
        (
            "the Emergencies Ministry",
            "the coastguard",
            "the fire brigade",
            "the civil protection agency",
            "the regional administration",
        ),
        lines("""{n} people have been moved to safety
            the fire is under control
            the search for the missing will continue through the night
            the dam is holding despite the heavy rain
            the road to {city} is blocked by a landslide
            the death toll could rise further
            the blaze started in a warehouse full of {good}
            power has been restored to {n} homes
            the train was travelling too fast
            rescuers heard knocking under the rubble
            aftershocks are likely over the coming days
            the families of the victims will receive {money} each
            the bridge had last been inspected in {year}
            the ferry was carrying {few} times more passengers than allowed
            water levels will peak on {day}"""),
        lines("""We heard a roar and ran outside
            I lost everything, the house and the animals
            Our first task is to save lives
            We dug with our bare hands
            I have never seen so much water
            We are working in {few} shifts around the clock"""),
        lines("""The quake struck at dawn on {day}.
            Helicopters circled over {city}.
            At least {few} people were killed and {n} injured.
            The river burst its banks near {city}."""),
        lines("""the dam could break
            there were still people in the building
            the alarm had been raised in time
            more help was needed"""),
        lines("""How many people are still missing?
            What caused the fire?
            When can the residents return?
            Why was the bridge not closed?"""),
        (
            "the cause of the fire",
            "the number of the missing",
            "the evacuation of {city}",
            "foreign aid",
            "the state of the dam",
        ),
        (
            "stay away from the river",
            "leave their homes",
            "check every bridge",
            "send {few} rescue teams",
            "keep the roads clear",
        ),
    ),
    "science": Subject(
        (
            "Professor",
            "Dr",
            "lead author",
            "astronomer",
            "marine biologist",
            "institute director",
            "archaeologist",
            "project leader",
            "climate researcher",
            "physicist",
        ),
        (
            "the Academy of Sciences",
            "the research institute",
            "the space agency",
            "the university",
            "the journal's editors",
        ),
        lines("""the bones are about {n} thousand years old
            the glacier has lost {pct} of its volume since {year}
            the probe will reach the asteroid in {month}
            the bees had been exposed to pesticides for {few} weeks
            the new material conducts electricity at room temperature
            the results must be confirmed by other laboratories
            the birds return {few} days earlier than in {year}
            the find changes what is known about trade in the Bronze Age
            the telescope detected {few} faint signals
            coral reefs recover more quickly than had been thought
            the sample was too small for firm conclusions
            the enzyme breaks down plastic within {few} hours
            the wreck lies at a depth of {n} metres
            the model predicted the flood {few} days in advance"""),
        lines("""When we opened the box, we could not believe our eyes
            We were looking for something else entirely
            I would be glad to be proved wrong
            It is like finding a needle in a haystack
            We repeated the experiment {few} times
            Nature does not read our textbooks"""),
        lines("""The study was published in {month}.
            The team collected {n} samples near {city}.
            The telescope was built in {year}.
            The expedition lasted {few} months."""),
        lines("""the method could be used in hospitals
            the signal could have come from a satellite
            the species was really new
            the ice would disappear by the end of the century"""),
        lines("""What surprised you most?
            How old is the skeleton?
            When will the probe arrive?
            Could you be mistaken?"""),
        (
            "the theory",
            "the discovery near {city}",
            "deep-sea mining",
            "the cuts in research funding",
            "the age of the skeleton",
        ),
        (
            "protect the reefs",
            "publish the raw data",
            "repeat the experiment",
            "fund basic research",
            "measure the ice every year",
        ),
    ),
    "parliament": Subject(
        (
            "Speaker",
            "deputy",
            "Senator",
            "MP",
            "Interior Minister",
            "opposition leader",
            "committee chairwoman",
            "committee chairman",
            "Prime Minister",
            "Minister of Agriculture",
            "Education Minister",
            "party leader",
            "faction leader",
        ),
        (
            "the parliamentary committee",
            "the ruling party",
            "the opposition",
            "the electoral commission",
            "the audit chamber",
        ),
        lines("""the bill will be read for the second time in {month}
            the law does not protect tenants
            the minister misled the house
            the election must be held no later than {month}
            the amendment would cost taxpayers {money}
            {n} schools in rural districts have been closed since {year}
            the opposition is blocking reforms that the country needs
            the committee had received {n} letters from citizens
            farmers are being left alone with the consequences of the drought
            the coalition has enough votes to pass the budget
            the report was kept secret for {few} months
            the constitution does not allow a third term
            young families need cheap housing, not promises
            the government acted within the law
            teachers in {city} earn less than bus drivers"""),
        lines("""I will vote against this bill, and I will tell you why
            Mr Speaker, this house deserves an answer
            We were elected to work and not to shout
            My party will support the government on this
            I withdraw my remark
            Ask any farmer in my district"""),
        lines("""The house adopted the bill by {n} votes to {few}.
            The sitting was interrupted twice.
            The committee met in {city} on {day}.
            The law was passed in {year}."""),
        lines("""the minister would resign
            the bill would apply to foreign companies
            an early election was possible
            the report would be made public"""),
        lines("""Will the minister resign?
            When will the report be published?
            How many schools are going to be closed?
            Who paid for the trip?"""),
        (
            "the bill on tenancy",
            "the closure of rural schools",
            "an early election",
            "the vote of no confidence",
            "the amendment",
            "the minister's trip",
        ),
        (
            "vote for the bill",
            "publish the report",
            "call an early election",
            "protect tenants",
            "send the bill back to committee",
        ),
    ),
    "culture": Subject(
        (
            "director",
            "conductor",
            "Culture Minister",
            "museum director",
            "actress",
            "writer",
            "curator",
            "festival director",
            "composer",
            "architect",
        ),
        ("the National Theatre", "the museum", "the festival committee", "the Culture Ministry", "the writers' union"),
        lines("""the play is about people who have lost their homeland
            the museum will reopen in {month} after {few} years of repairs
            the painting was stolen in {year}
            tickets for the festival sold out within {few} hours
            young authors find it hard to get published
            the old cinema in {city} must be preserved
            the film was shot in {few} weeks on a tiny budget
            the orchestra will tour {n} cities
            the script had been lying in a drawer since {year}
            the library holds {n} manuscripts
            the theatre cannot survive on ticket sales alone"""),
        lines("""I wrote the first chapter on a train
            Music does not need a translator
            I cried when I heard the applause
            We rehearsed in an unheated hall
            I have always wanted to work in {city}
            Actors are like children, they need attention"""),
        lines("""The premiere took place in {city} on {day}.
            The building was designed in {year}.
            The hall has {n} seats.
            The exhibition runs until {month}."""),
        lines("""the picture was genuine
            {he} would return to the stage
            the festival would move to {city}
            {he} was working on a new novel"""),
        lines("""What is your new film about?
            Why did you leave {city}?
            Who are your teachers?
            Do you read your critics?"""),
        ("the sale of the painting", "the new opera house", "censorship", "the choice of the jury", "the script"),
        (
            "save the old cinema",
            "return the painting",
            "support young artists",
            "keep the museum open",
            "lower ticket prices",
        ),
    ),
    "transport": Subject(
        (
            "Transport Minister",
            "airport director",
            "railway spokesman",
            "union leader",
            "chief engineer",
            "Mayor",
            "port director",
            "airline chief executive",
        ),
        ("the Transport Ministry", "the railway company", "the airline", "the drivers' union", "the port authority"),
        lines("""{n} flights have been cancelled because of the strike
            the new line will shorten the journey to {city} by {few} hours
            the tunnel will be opened to traffic in {month}
            fares will not go up this year
            the runway needs urgent repairs
            the buses were bought from a {adj} manufacturer
            the port handled {n} thousand containers in {month}
            drivers are working {few} hours more than the law allows
            the ferry service to the island will be resumed on {day}
            the accident was the result of human error
            electric buses will make up {pct} of the fleet
            the toll on the bridge was a mistake"""),
        lines("""We apologise to our passengers
            We will not go back to work without a written offer
            Our drivers are at the end of their strength
            I take the bus myself every day
            Nobody can build a railway in {few} months
            We have tested every single carriage"""),
        lines("""Trains between {city} and the coast stood still on {day}.
            The airport served {n} thousand passengers last year.
            The bridge was built in {year}.
            The strike began at midnight."""),
        lines("""the strike would go on
            fares would be raised
            the airport would be sold
            the old trams would be replaced"""),
        lines("""When will the trains run again?
            Who will pay for the tunnel?
            Is it safe to fly?
            Why are the buses late?"""),
        ("the strike", "the new airport", "higher fares", "the tunnel project", "the toll on the bridge"),
        ("repair the runway", "call off the strike", "buy new trams", "lower the fares", "build a bypass"),
    ),
}
COUNTRIES_ABOUT = (
    "Norway",
    "Chile",
    "Morocco",
    "Laos",
    "Peru",
    "Oman",
    "Ghana",
    "Bolivia",
    "Mongolia",
    "Iceland",
    "Jordan",
)
GOODS = (
    "milk",
    "steel",
    "wheat",
    "fertiliser",
    "timber",
    "coffee",
    "cement",
    "natural gas",
    "rice",
    "cotton",
    "sugar",
    "furniture",
    "electronics",
    "cooking oil",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FEW = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")
MONEY = (
    "$40 million",
    "€12 million",
    "$3.2 billion",
    "200,000 euros",
    "1.5 billion rubles",
    "$90,000",
    "£7 million",
    "€600,000",
)
