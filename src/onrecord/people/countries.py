"""Countries: ISO 3166 alpha-2 code, names, adjectives and demonyms, seat of government."""

from __future__ import annotations

from typing import NamedTuple


class Country(NamedTuple):
    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]


# code|names|adjectives and demonyms|capitals; the first of each is the usual one.
TABLE = """
af|Afghanistan|Afghan,Afghans|Kabul
al|Albania|Albanian,Albanians|Tirana
dz|Algeria|Algerian,Algerians|Algiers
ad|Andorra|Andorran,Andorrans|Andorra la Vella
ao|Angola|Angolan,Angolans|Luanda
ag|Antigua and Barbuda|Antiguan|St. John’s
ar|Argentina|Argentine,Argentinian,Argentines|Buenos Aires
am|Armenia|Armenian,Armenians|Yerevan
au|Australia|Australian,Australians|Canberra
at|Austria|Austrian,Austrians|Vienna
az|Azerbaijan|Azerbaijani,Azeri,Azerbaijanis,Azeris|Baku
bs|Bahamas,The Bahamas|Bahamian,Bahamians|Nassau
bh|Bahrain|Bahraini,Bahrainis|Manama
bd|Bangladesh|Bangladeshi,Bangladeshis|Dhaka
bb|Barbados|Barbadian,Barbadians|Bridgetown
by|Belarus,Republic of Belarus|Belarusian,Belarussian,Belarusians,Belarussians|Minsk
be|Belgium|Belgian,Belgians|Brussels
bz|Belize|Belizean,Belizeans|Belmopan
bj|Benin|Beninese|Porto-Novo
bt|Bhutan|Bhutanese|Thimphu
bo|Bolivia|Bolivian,Bolivians|La Paz,Sucre
ba|Bosnia and Herzegovina,Bosnia,Bosnia-Herzegovina|Bosnian,Bosnians|Sarajevo
bw|Botswana|Botswanan,Motswana|Gaborone
br|Brazil|Brazilian,Brazilians|Brasilia,Brasília
bn|Brunei|Bruneian|Bandar Seri Begawan
bg|Bulgaria|Bulgarian,Bulgarians|Sofia
bf|Burkina Faso|Burkinabe,Burkinabé|Ouagadougou
bi|Burundi|Burundian,Burundians|Gitega,Bujumbura
kh|Cambodia|Cambodian,Cambodians|Phnom Penh
cm|Cameroon|Cameroonian,Cameroonians|Yaounde,Yaoundé
ca|Canada|Canadian,Canadians|Ottawa
cv|Cape Verde,Cabo Verde|Cape Verdean|Praia
cf|Central African Republic|Central African|Bangui
td|Chad|Chadian,Chadians|N’Djamena,N'Djamena
cl|Chile|Chilean,Chileans|Santiago
cn|China,People’s Republic of China,People's Republic of China|Chinese|Beijing
co|Colombia|Colombian,Colombians|Bogota,Bogotá
km|Comoros|Comorian|Moroni
cg|Republic of the Congo,Congo-Brazzaville|Congolese|Brazzaville
cd|Democratic Republic of the Congo,Democratic Republic of Congo,DR Congo,DRC,Congo|Congolese|Kinshasa
cr|Costa Rica|Costa Rican,Costa Ricans|San Jose,San José
ci|Ivory Coast,Côte d’Ivoire,Cote d'Ivoire|Ivorian,Ivorians|Yamoussoukro,Abidjan
hr|Croatia|Croatian,Croat,Croatians,Croats|Zagreb
cu|Cuba|Cuban,Cubans|Havana
cy|Cyprus|Cypriot,Cypriots|Nicosia
cz|Czech Republic,Czechia|Czech,Czechs|Prague
dk|Denmark|Danish,Dane,Danes|Copenhagen
dj|Djibouti|Djiboutian|Djibouti City
dm|Dominica|Dominican|Roseau
do|Dominican Republic|Dominican,Dominicans|Santo Domingo
ec|Ecuador|Ecuadorian,Ecuadorean,Ecuadorians|Quito
eg|Egypt|Egyptian,Egyptians|Cairo
sv|El Salvador|Salvadoran,Salvadorans|San Salvador
gq|Equatorial Guinea|Equatorial Guinean,Equatoguinean|Malabo
er|Eritrea|Eritrean,Eritreans|Asmara
ee|Estonia|Estonian,Estonians|Tallinn
sz|Eswatini,Swaziland|Swazi|Mbabane
et|Ethiopia|Ethiopian,Ethiopians|Addis Ababa
fj|Fiji|Fijian,Fijians|Suva
fi|Finland|Finnish,Finn,Finns|Helsinki
fr|France|French,Frenchman,Frenchwoman|Paris
ga|Gabon|Gabonese|Libreville
gm|Gambia,The Gambia|Gambian,Gambians|Banjul
ge|Georgia|Georgian,Georgians|Tbilisi
de|Germany|German,Germans|Berlin
gh|Ghana|Ghanaian,Ghanaians|Accra
gr|Greece|Greek,Greeks|Athens
gd|Grenada|Grenadian|St. George’s
gt|Guatemala|Guatemalan,Guatemalans|Guatemala City
gn|Guinea|Guinean,Guineans|Conakry
gw|Guinea-Bissau|Bissau-Guinean|Bissau
gy|Guyana|Guyanese|Georgetown
ht|Haiti|Haitian,Haitians|Port-au-Prince
va|Holy See,Vatican,Vatican City|Vatican|Vatican City
hn|Honduras|Honduran,Hondurans|Tegucigalpa
hk|Hong Kong|Hong Konger,Hongkonger|
hu|Hungary|Hungarian,Hungarians|Budapest
is|Iceland|Icelandic,Icelander,Icelanders|Reykjavik
in|India|Indian,Indians|New Delhi
id|Indonesia|Indonesian,Indonesians|Jakarta
ir|Iran,Islamic Republic of Iran|Iranian,Iranians|Tehran
iq|Iraq|Iraqi,Iraqis|Baghdad
ie|Ireland,Republic of Ireland|Irish,Irishman,Irishwoman|Dublin
il|Israel|Israeli,Israelis|Jerusalem
it|Italy|Italian,Italians|Rome
jm|Jamaica|Jamaican,Jamaicans|Kingston
jp|Japan|Japanese|Tokyo
jo|Jordan|Jordanian,Jordanians|Amman
kz|Kazakhstan|Kazakh,Kazakhstani,Kazakhs|Astana,Nur-Sultan
ke|Kenya|Kenyan,Kenyans|Nairobi
ki|Kiribati|I-Kiribati|Tarawa
kp|North Korea,Democratic People’s Republic of Korea,Democratic People's Republic of Korea,DPRK|North Korean,North Koreans|Pyongyang
kr|South Korea,Republic of Korea|South Korean,South Koreans|Seoul
xk|Kosovo|Kosovar,Kosovan,Kosovars|Pristina
kw|Kuwait|Kuwaiti,Kuwaitis|Kuwait City
kg|Kyrgyzstan|Kyrgyz|Bishkek
la|Laos|Lao,Laotian|Vientiane
lv|Latvia|Latvian,Latvians|Riga
lb|Lebanon|Lebanese|Beirut
ls|Lesotho|Basotho,Mosotho|Maseru
lr|Liberia|Liberian,Liberians|Monrovia
ly|Libya|Libyan,Libyans|Tripoli
li|Liechtenstein|Liechtensteiner|Vaduz
lt|Lithuania|Lithuanian,Lithuanians|Vilnius
lu|Luxembourg|Luxembourgish,Luxembourger|Luxembourg City
mg|Madagascar|Malagasy,Madagascan|Antananarivo
mw|Malawi|Malawian,Malawians|Lilongwe
my|Malaysia|Malaysian,Malaysians|Kuala Lumpur,Putrajaya
mv|Maldives|Maldivian,Maldivians|Male,Malé
ml|Mali|Malian,Malians|Bamako
mt|Malta|Maltese|Valletta
mh|Marshall Islands|Marshallese|Majuro
mr|Mauritania|Mauritanian,Mauritanians|Nouakchott
mu|Mauritius|Mauritian,Mauritians|Port Louis
mx|Mexico|Mexican,Mexicans|Mexico City
fm|Micronesia|Micronesian|Palikir
md|Moldova|Moldovan,Moldovans|Chisinau,Chișinău
mc|Monaco|Monegasque,Monégasque|Monaco-Ville
mn|Mongolia|Mongolian,Mongolians|Ulaanbaatar,Ulan Bator
me|Montenegro|Montenegrin,Montenegrins|Podgorica
ma|Morocco|Moroccan,Moroccans|Rabat
mz|Mozambique|Mozambican,Mozambicans|Maputo
mm|Myanmar,Burma|Burmese|Naypyidaw,Naypyitaw
na|Namibia|Namibian,Namibians|Windhoek
nr|Nauru|Nauruan|Yaren
np|Nepal|Nepali,Nepalese|Kathmandu
nl|Netherlands,The Netherlands,Holland|Dutch,Dutchman,Dutchwoman|The Hague,Amsterdam
nz|New Zealand|New Zealander,New Zealanders|Wellington
ni|Nicaragua|Nicaraguan,Nicaraguans|Managua
ne|Niger|Nigerien,Nigeriens|Niamey
ng|Nigeria|Nigerian,Nigerians|Abuja
mk|North Macedonia,Macedonia|Macedonian,North Macedonian,Macedonians|Skopje
no|Norway|Norwegian,Norwegians|Oslo
om|Oman|Omani,Omanis|Muscat
pk|Pakistan|Pakistani,Pakistanis|Islamabad
pw|Palau|Palauan|Ngerulmud
ps|Palestine,State of Palestine,Palestinian Authority|Palestinian,Palestinians|Ramallah
pa|Panama|Panamanian,Panamanians|Panama City
pg|Papua New Guinea|Papua New Guinean|Port Moresby
py|Paraguay|Paraguayan,Paraguayans|Asuncion,Asunción
pe|Peru|Peruvian,Peruvians|Lima
ph|Philippines,The Philippines|Philippine,Filipino,Filipina,Filipinos|Manila
pl|Poland|Polish,Pole,Poles|Warsaw
pt|Portugal|Portuguese|Lisbon
qa|Qatar|Qatari,Qataris|Doha
ro|Romania|Romanian,Romanians|Bucharest
ru|Russia,Russian Federation|Russian,Russians|Moscow
rw|Rwanda|Rwandan,Rwandans|Kigali
kn|Saint Kitts and Nevis,St. Kitts and Nevis|Kittitian|Basseterre
lc|Saint Lucia,St. Lucia|Saint Lucian|Castries
vc|Saint Vincent and the Grenadines,St. Vincent and the Grenadines|Vincentian|Kingstown
ws|Samoa|Samoan,Samoans|Apia
sm|San Marino|Sammarinese|
st|São Tomé and Príncipe,Sao Tome and Principe|São Toméan|São Tomé
sa|Saudi Arabia,Kingdom of Saudi Arabia|Saudi,Saudi Arabian,Saudis|Riyadh
sn|Senegal|Senegalese|Dakar
rs|Serbia|Serbian,Serb,Serbs,Serbians|Belgrade
sc|Seychelles|Seychellois|Victoria
sl|Sierra Leone|Sierra Leonean,Sierra Leoneans|Freetown
sg|Singapore|Singaporean,Singaporeans|
sk|Slovakia|Slovak,Slovakian,Slovaks|Bratislava
si|Slovenia|Slovenian,Slovene,Slovenes|Ljubljana
sb|Solomon Islands|Solomon Islander|Honiara
so|Somalia|Somali,Somalis|Mogadishu
za|South Africa|South African,South Africans|Pretoria,Cape Town
ss|South Sudan|South Sudanese|Juba
es|Spain|Spanish,Spaniard,Spaniards|Madrid
lk|Sri Lanka|Sri Lankan,Sri Lankans|Colombo
sd|Sudan|Sudanese|Khartoum
sr|Suriname|Surinamese|Paramaribo
se|Sweden|Swedish,Swede,Swedes|Stockholm
ch|Switzerland|Swiss|Bern,Berne
sy|Syria|Syrian,Syrians|Damascus
tw|Taiwan|Taiwanese|Taipei
tj|Tajikistan|Tajik,Tajikistani,Tajiks|Dushanbe
tz|Tanzania|Tanzanian,Tanzanians|Dodoma,Dar es Salaam
th|Thailand|Thai,Thais|Bangkok
tl|Timor-Leste,East Timor|Timorese,East Timorese|Dili
tg|Togo|Togolese|Lome,Lomé
to|Tonga|Tongan,Tongans|Nuku’alofa
tt|Trinidad and Tobago,Trinidad|Trinidadian,Trinidadians|Port of Spain
tn|Tunisia|Tunisian,Tunisians|Tunis
tr|Turkey,Türkiye,Turkiye|Turkish,Turk,Turks|Ankara
tm|Turkmenistan|Turkmen|Ashgabat
tv|Tuvalu|Tuvaluan|Funafuti
ug|Uganda|Ugandan,Ugandans|Kampala
ua|Ukraine|Ukrainian,Ukrainians|Kyiv,Kiev
ae|United Arab Emirates,UAE,Emirates,U.A.E.|Emirati,Emiratis|Abu Dhabi
gb|United Kingdom,UK,U.K.,Britain,Great Britain,England|British,Briton,Britons,UK,English,Englishman,Englishwoman,Scot,Scotsman,Welshman|London
us|United States,United States of America,U.S.,US,USA,U.S.A.,America|American,Americans,US,U.S.|Washington
uy|Uruguay|Uruguayan,Uruguayans|Montevideo
uz|Uzbekistan|Uzbek,Uzbekistani,Uzbeks|Tashkent
vu|Vanuatu|Ni-Vanuatu|Port Vila
ve|Venezuela|Venezuelan,Venezuelans|Caracas
vn|Vietnam,Viet Nam|Vietnamese|Hanoi
ye|Yemen|Yemeni,Yemenis|Sanaa,Sana'a,Aden
zm|Zambia|Zambian,Zambians|Lusaka
zw|Zimbabwe|Zimbabwean,Zimbabweans|Harare
"""  # noqa: E501

COUNTRIES = tuple(
    Country(code, *(tuple(filter(None, part.split(","))) for part in (names, adjectives, capitals)))
    for code, names, adjectives, capitals in (line.split("|") for line in TABLE.strip().splitlines())
)
NAME_OF = {c.code: c.names[0] for c in COUNTRIES}
BY_NAME = {name: c.code for c in reversed(COUNTRIES) for name in c.names}
BY_ADJECTIVE = {name: c.code for c in reversed(COUNTRIES) for name in c.adjectives}
BY_CAPITAL = {name: c.code for c in reversed(COUNTRIES) for name in c.capitals}
US_STATES = frozenset(
    [
        "Alabama",
        "Alaska",
        "Arizona",
        "Arkansas",
        "California",
        "Colorado",
        "Connecticut",
        "Delaware",
        "Florida",
        "Georgia",
        "Hawaii",
        "Idaho",
        "Illinois",
        "Indiana",
        "Iowa",
        "Kansas",
        "Kentucky",
        "Louisiana",
        "Maine",
        "Maryland",
        "Massachusetts",
        "Michigan",
        "Minnesota",
        "Mississippi",
        "Missouri",
        "Montana",
        "Nebraska",
        "Nevada",
        "New Hampshire",
        "New Jersey",
        "New Mexico",
        "New York",
        "North Carolina",
        "North Dakota",
        "Ohio",
        "Oklahoma",
        "Oregon",
        "Pennsylvania",
        "Rhode Island",
        "South Carolina",
        "South Dakota",
        "Tennessee",
        "Texas",
        "Utah",
        "Vermont",
        "Virginia",
        "Washington",
        "West Virginia",
        "Wisconsin",
        "Wyoming",
        "District of Columbia",
        "Puerto Rico",
    ]
)


def country(words: str) -> str | None:
    """The code of the first country that the words name: by name, adjective, or the capital that stands for it.

    >>> country("the Belarusian leader"), country("Foreign Ministry of Ukraine"), country("the mayor")
    ('by', 'ua', None)
    """
    parts = _bare(words).split()
    for size in (5, 4, 3, 2, 1):
        for table in _TABLES:
            for i in range(len(parts) - size + 1):
                code = table.get(" ".join(parts[i : i + size]))
                if code:
                    return code
    return None


def _bare(words: str) -> str:
    return words.replace("’s ", " ").replace("'s ", " ").replace(",", " ")


_TABLES = tuple({_bare(k): v for k, v in table.items()} for table in (BY_NAME, BY_ADJECTIVE, BY_CAPITAL))
