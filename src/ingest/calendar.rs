//! The names that calendars use: months, days of the week, time zones; in the languages that news is read in.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Stand for zones whose distance from UTC hangs on the season.
const EASTERN: i32 = 10_000;
const CENTRAL: i32 = 10_001;
const MOUNTAIN: i32 = 10_002;
const PACIFIC: i32 = 10_003;

/// Minutes east of UTC of a zone, folded, or one of the constants above.
pub(super) fn zone(word: &str) -> Option<i32> {
    let named = match word {
        "gmt" | "utc" | "z" | "wet" => 0,
        "bst" | "cet" | "mez" | "wat" | "west" => 60,
        "cest" | "mesz" | "eet" | "sast" | "cat" => 120,
        "eest" | "msk" | "trt" | "eat" | "ast" => 180,
        "gst" => 240,
        "pkt" => 300,
        "ist" => 330,
        "hkt" | "sgt" | "awst" => 480,
        "jst" | "kst" => 540,
        "aest" => 600,
        "aedt" => 660,
        "et" => EASTERN,
        "est" => -300,
        "edt" => -240,
        "ct" => CENTRAL,
        "cst" => -360,
        "cdt" => -300,
        "mt" => MOUNTAIN,
        "pt" => PACIFIC,
        "pst" => -480,
        "pdt" => -420,
        _ => {
            let shift = word.strip_prefix("gmt").or_else(|| word.strip_prefix("utc")).unwrap_or(word);
            let sign = match shift.chars().next()? {
                '+' => 1,
                '-' => -1,
                _ => return None,
            };
            let digits: String = shift[1..].chars().filter(|c| *c != ':').collect();
            let number: i32 = digits.parse().ok().filter(|n| *n >= 0)?;
            let minutes = match digits.len() {
                1 | 2 => number * 60,
                3 | 4 => number / 100 * 60 + number % 100,
                _ => return None,
            };
            return (minutes <= 14 * 60).then_some(sign * minutes);
        }
    };
    Some(named)
}

/// Minutes east of UTC in `month`, for a zone as [`zone_minutes`] gives it.
pub(super) fn settle_zone(zone: i32, month: i8) -> i32 {
    let summer = i32::from((4..=10).contains(&month)) * 60;
    match zone {
        EASTERN => -300 + summer,
        CENTRAL => -360 + summer,
        MOUNTAIN => -420 + summer,
        PACIFIC => -480 + summer,
        minutes => minutes,
    }
}

/// Minutes east of UTC that `word`, in lower case, stands for.
pub(super) fn zone_minutes(word: &str) -> Option<i32> {
    match word {
        "ut" => Some(0),
        "mst" => Some(-420),
        "mdt" => Some(-360),
        "akst" => Some(-540),
        "akdt" => Some(-480),
        "hst" => Some(-600),
        "nst" => Some(-210),
        "ndt" => Some(-150),
        "adt" => Some(-180),
        "brt" | "art" => Some(-180),
        "nzst" => Some(720),
        "nzdt" => Some(780),
        "acst" => Some(570),
        "acdt" => Some(630),
        "met" => Some(60),
        "mest" => Some(120),
        word => zone(word),
    }
}

/// The number of a month by its folded name.
pub(super) fn month(word: &str) -> Option<i8> {
    static NUMBERS: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
        let months = (1..).zip(MONTHS);
        months.flat_map(|(number, names)| names.split_whitespace().map(move |name| (name, number))).collect()
    });
    NUMBERS.get(word).copied()
}

/// Whether `word` is a day of the week, folded.
pub(super) fn is_weekday(word: &str) -> bool {
    static DAYS: LazyLock<HashSet<&str>> = LazyLock::new(|| WEEKDAYS.split_whitespace().collect());
    DAYS.contains(word)
}

const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
     montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi \
     samedi dimanche lunes martes miercoles jueves viernes sabado domingo понедельник вторник среда \
     четверг пятница суббота воскресенье 星期六 土曜日 lunedi martedi mercoledi giovedi venerdi sabato domenica \
     segunda-feira terca-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag \
     vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lordag sondag pazartesi sali carsamba \
     persembe cuma cumartesi pazar poniedzialek wtorek sroda czwartek piatek sobota niedziela понеділок \
     вівторок середа четвер субота неділя пн вт ср чт пт сб вс mo fr lun mer jeu ven sam dim";

/// The names of each month, folded.
const MONTHS: [&str; 12] = [
    "january jan januar janvier janv enero gennaio janeiro января январь يناير ιαν styczen ocak januari \
     leden ene gen stycznia tammikuuta ledna ιανουαριου янв січня ianuarie gener januara",
    "february feb februar fevrier fevr febrero febbraio fevereiro февраля فبراير φεβ februari luty subat \
     fev helmikuuta lutego unora φεβρουαριου фев февр лютого februarie",
    "march mar marz maerz mars marzo marco марта مارس μαρ μαρτ marcius maart marzec mart mrt marca \
     maaliskuuta brezna μαρτιου мар березня martie mrz mrc",
    "april apr avril abril aprile апреля ابريل απρ aprilis kwiecien nisan abr avr kwietnia dubna απριλιου \
     апр квітня aprilie huhtikuuta",
    "may mai mayo maggio maio мая مايو μαι maj majus mei mag maja kvetna μαιου маи травня toukokuuta \
     mayis maijs",
    "june jun juni juin junio giugno junho июня يونيو ιουν junius czerwiec haziran giu czerwca cervna \
     ιουνιου июн червня iunie kesakuuta junij",
    "july jul juli juillet julio luglio julho июля يوليو ιουλ julius lipiec temmuz lug lipca cervence \
     ιουλιου июл липня iulie heinakuuta juil",
    "august aug aout agosto августа اغسطس αυγ augusztus augustus agustos sierpien ago sierpnia srpna \
     αυγουστου авг серпня elokuuta",
    "september sept sep septembre septiembre settembre setembro сентября سبتمبر σεπ szeptember eylul set \
     wrzesnia zari σεπτεμβριου сен сент вересня septembrie syyskuuta setiembre",
    "october oct oktober okt octobre octubre ottobre outubro октября اكتوبر οκτ ekim ott out pazdziernika \
     rijna οκτωβριου окт жовтня octombrie lokakuuta",
    "november nov novembre noviembre novembro ноября نوفمبر νοε noe kasim listopad listopada νοεμβριου \
     ноя нояб листопада noiembrie marraskuuta",
    "december dec dezember dez decembre diciembre dicembre dezembro декабря ديسمبر δεκ aralik desember \
     dic grudnia prosince δεκεμβριου дек грудня decembrie joulukuuta des",
];
