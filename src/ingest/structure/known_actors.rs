//! Names that are those of actors wherever they stand: states and the bodies that they form.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::model::fold;

/// Whether `name` is that of a state or of a body that everyone knows.
pub(super) fn is_known(name: &str) -> bool {
    static NAMES: OnceLock<HashSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| KNOWN.iter().flat_map(|row| row.split('|')).map(fold).collect());
    let folded = fold(name);
    names.contains(folded.strip_prefix("the ").unwrap_or(&folded))
}

const KNOWN: [&str; 24] = [
    "Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain",
    "Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Bosnia and Herzegovina|Botswana|Brazil",
    "Britain|Brunei|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia|Comoros|Congo",
    "Costa Rica|Croatia|Cuba|Cyprus|Czechia|Czech Republic|Denmark|Djibouti|Dominica|Dominican Republic|DR Congo",
    "East Timor|Ecuador|Egypt|El Salvador|England|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland",
    "France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|Guyana|Haiti|Honduras|Hong Kong",
    "Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya",
    "Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg",
    "Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia",
    "Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria",
    "North Korea|North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|Palestinian Authority|Panama|Papua New Guinea",
    "Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia|Scotland",
    "Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa",
    "South Korea|South Sudan|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania",
    "Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine|Uruguay",
    "United Arab Emirates|UAE|United Kingdom|UK|U.K.|United States|United States of America|US|U.S.|USA|Uzbekistan",
    "Vanuatu|Vatican|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe|European Union|EU|E.U.|NATO|United Nations|UN|U.N.",
    "African Union|Arab League|ASEAN|BRICS|ECOWAS|G7|G20|IAEA|International Monetary Fund|IMF|OPEC|OPEC+|OSCE|World Bank",
    "World Health Organization|WHO|WTO|Kremlin|White House|Pentagon|State Department|Congress|Senate|Supreme Court",
    "European Commission|European Parliament|Security Council|Hamas|Hezbollah|Houthis|Taliban|Moscow|Kyiv|Beijing",
    "Washington|Brussels|Tehran|Ankara|Berlin|Paris|London|Deutschland|Russland|Ukraine|Frankreich|USA|Türkei|Polen",
    "Ungarn|China|Europäische Union|Israël|Russie|États-Unis|Allemagne|Chine|Turquie|Union européenne|ONU|OTAN|Rusia",
    "Ucrania|Estados Unidos|Alemania|Francia|Turquía|Unión Europea|Rússia|Ucrânia|União Europeia|Россия|Украина|США|Китай",
    "Турция|Евросоюз|俄罗斯|乌克兰|美国|中国|欧盟|日本|韩国|联合国|روسيا|أوكرانيا|الولايات المتحدة|مصر|قطر|تركيا|إسرائيل|إيران",
];

#[cfg(test)]
mod tests {
    use super::is_known;

    #[test]
    fn states_are_known_and_topics_are_not() {
        for name in ["Russia", "the United States", "U.S.", "TURKEY", "États-Unis", "مصر", "俄罗斯"] {
            assert!(is_known(name), "{name}");
        }
        for name in ["Housing plan", "Bus fares", "Economy", ""] {
            assert!(!is_known(name), "{name}");
        }
    }
}
