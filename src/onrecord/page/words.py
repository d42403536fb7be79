"""Calendar words: months, halves of the day and zone names as pages print them, in the languages that we meet."""

from __future__ import annotations

# Full and short names by language; a trailing dot is allowed by the reader. Genitives stand beside nominatives.
MONTHS_BY_LANGUAGE: dict[str, tuple[str, ...]] = {
    "en": ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
           "september sep sept", "october oct", "november nov", "december dec"),
    "de": ("januar jänner jan", "februar feber feb", "märz mär mrz", "april apr", "mai", "juni jun", "juli jul",
           "august aug", "september sep sept", "oktober okt", "november nov", "dezember dez"),
    "fr": ("janvier janv", "février fév févr fevrier", "mars", "avril avr", "mai", "juin", "juillet juil",
           "août aout", "septembre sept", "octobre oct", "novembre nov", "décembre déc decembre"),
    "es": ("enero ene", "febrero feb", "marzo mar", "abril abr", "mayo", "junio jun", "julio jul", "agosto ago",
           "septiembre setiembre sep sept", "octubre oct", "noviembre nov", "diciembre dic"),
    "it": ("gennaio gen", "febbraio feb", "marzo mar", "aprile apr", "maggio mag", "giugno giu", "luglio lug",
           "agosto ago", "settembre set sett", "ottobre ott", "novembre nov", "dicembre dic"),
    "pt": ("janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio", "junho jun", "julho jul", "agosto ago",
           "setembro set", "outubro out", "novembro nov", "dezembro dez"),
    "nl": ("januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
           "september sep sept", "oktober okt", "november nov", "december dec"),
    "da": ("januar jan", "februar feb", "marts mar", "april apr", "maj", "juni jun", "juli jul", "august aug",
           "september sep sept", "oktober okt", "november nov", "december dec"),
    "no": ("januar jan", "februar feb", "mars mar", "april apr", "mai", "juni jun", "juli jul", "august aug",
           "september sep sept", "oktober okt", "november nov", "desember des"),
    "sv": ("januari jan", "februari feb", "mars mar", "april apr", "maj", "juni jun", "juli jul", "augusti aug",
           "september sep sept", "oktober okt", "november nov", "december dec"),
    "is": ("janúar jan", "febrúar feb", "mars mar", "apríl apr", "maí", "júní jún", "júlí júl", "ágúst ágú",
           "september sept sep", "október okt", "nóvember nóv", "desember des"),
    "fi": ("tammikuuta tammikuu", "helmikuuta helmikuu", "maaliskuuta maaliskuu", "huhtikuuta huhtikuu",
           "toukokuuta toukokuu", "kesäkuuta kesäkuu", "heinäkuuta heinäkuu", "elokuuta elokuu", "syyskuuta syyskuu",
           "lokakuuta lokakuu", "marraskuuta marraskuu", "joulukuuta joulukuu"),
    "cs": ("ledna leden", "února únor", "března březen", "dubna duben", "května květen", "června červen",
           "července červenec", "srpna srpen", "září", "října říjen", "listopadu listopad", "prosince prosinec"),
    "pl": ("stycznia styczeń", "lutego luty", "marca marzec", "kwietnia kwiecień", "maja maj", "czerwca czerwiec",
           "lipca lipiec", "sierpnia sierpień", "września wrzesień", "października październik",
           "listopada listopad", "grudnia grudzień"),
    "ru": ("января январь янв", "февраля февраль фев", "марта март мар", "апреля апрель апр", "мая май",
           "июня июнь июн", "июля июль июл", "августа август авг", "сентября сентябрь сен сент",
           "октября октябрь окт", "ноября ноябрь ноя", "декабря декабрь дек"),
    "uk": ("січня січень", "лютого лютий", "березня березень", "квітня квітень", "травня травень",
           "червня червень", "липня липень", "серпня серпень", "вересня вересень", "жовтня жовтень",
           "листопада листопад", "грудня грудень"),
    "be": ("студзеня студзень", "лютага люты", "сакавіка сакавік", "красавіка красавік", "мая травень",
           "чэрвеня чэрвень", "ліпеня ліпень", "жніўня жнівень", "верасня верасень", "кастрычніка кастрычнік",
           "лістапада лістапад", "снежня снежань"),
    "tr": ("ocak oca", "şubat şub", "mart", "nisan nis", "mayıs", "haziran haz", "temmuz tem", "ağustos ağu",
           "eylül eyl", "ekim eki", "kasım kas", "aralık ara"),
    "ro": ("ianuarie ian", "februarie feb", "martie", "aprilie", "mai", "iunie iun", "iulie iul", "august",
           "septembrie", "octombrie", "noiembrie", "decembrie"),
    "id": ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
           "november", "desember"),
}  # fmt: skip

MONTHS: dict[str, int] = {
    name: number
    for months in MONTHS_BY_LANGUAGE.values()
    for number, names in enumerate(months, 1)
    for name in names.split()
}

# IANA zones for names (they follow daylight saving), fixed minutes east of Greenwich for the rest.
ZONES: dict[str, str | int] = {
    "utc": 0, "gmt": 0, "z": 0, "bst": 60, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
    "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "gst": 240, "pkt": 300, "ist": 330, "npt": 345,
    "ict": 420, "wib": 420, "sgt": 480, "hkt": 480, "awst": 480, "pht": 480, "kst": 540, "jst": 540,
    "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "sast": 120, "cat": 120, "eat": 180,
    "wat": 60, "ast": -240, "adt": -180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip

FIRST_HALF = frozenset({"am", "a.m.", "a.m", "öö", "오전", "午前", "上午"})
SECOND_HALF = frozenset({"pm", "p.m.", "p.m", "오후", "午後", "下午"})
