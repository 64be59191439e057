using System.Collections.Frozen;

namespace PolicyDsl.Language.Syntax;

/// <summary>Units, and words that people write for them.</summary>
public static partial class SyntaxFacts
{
    private const string CurrencyCodes =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY "
        + "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR "
        + "IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
        + "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
        + "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD "
        + "XCG XOF XPF YER ZAR ZMW ZWG";

    public static FrozenSet<string> Currencies { get; } = CurrencyCodes.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static FrozenDictionary<string, UnitKind> Units { get; } = new Dictionary<string, UnitKind>
    {
        ["minute"] = UnitKind.Duration,
        ["minutes"] = UnitKind.Duration,
        ["hour"] = UnitKind.Duration,
        ["hours"] = UnitKind.Duration,
        ["day"] = UnitKind.Duration,
        ["days"] = UnitKind.Duration,
        ["week"] = UnitKind.Duration,
        ["weeks"] = UnitKind.Duration,
        ["month"] = UnitKind.CalendarDuration,
        ["months"] = UnitKind.CalendarDuration,
        ["year"] = UnitKind.CalendarDuration,
        ["years"] = UnitKind.CalendarDuration,
        ["mg"] = UnitKind.Mass,
        ["g"] = UnitKind.Mass,
        ["kg"] = UnitKind.Mass,
    }.Concat(Currencies.Select(c => KeyValuePair.Create(c, UnitKind.Money))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words for units that the language does not have, with the unit that is meant.</summary>
    public static FrozenDictionary<string, string> MistakenUnits { get; } = new Dictionary<string, string>
    {
        ["gram"] = "g",
        ["grams"] = "g",
        ["gramme"] = "g",
        ["grammes"] = "g",
        ["gr"] = "g",
        ["milligram"] = "mg",
        ["milligrams"] = "mg",
        ["kilo"] = "kg",
        ["kilos"] = "kg",
        ["kilogram"] = "kg",
        ["kilograms"] = "kg",
        ["min"] = "minutes",
        ["mins"] = "minutes",
        ["hr"] = "hours",
        ["hrs"] = "hours",
        ["h"] = "hours",
        ["d"] = "days",
        ["wk"] = "weeks",
        ["wks"] = "weeks",
        ["yr"] = "years",
        ["yrs"] = "years",
        ["pound"] = "GBP",
        ["pounds"] = "GBP",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["dollar"] = "USD",
        ["dollars"] = "USD",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsUnit(string word) => Units.ContainsKey(word);
}
