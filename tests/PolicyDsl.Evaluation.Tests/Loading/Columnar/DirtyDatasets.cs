namespace PolicyDsl.Evaluation.Tests.Loading.Columnar;

/// <summary>Made-up files with everything that real ones get wrong, and data sets that map them in every way there is.</summary>
internal static class DirtyDatasets
{
    public const string Header = "id,person,born,when,day,stamp,us,month,offence,kind,drugs,grams,price,count,ratio,age,minor,place,band,flag,note,act";

    private const string Vocabulary =
        """
        using idpc.vocabulary
        extend entity incident {
            day      : date
            moment   : instant
            half     : instant
            count    : integer
            band     : integer coarse
            kilos    : mass
            ratio    : decimal required
            price    : money
            note     : text
            flag     : boolean
            doubled  : integer = count + count
            small    : boolean = count < 10
            kind     : offence coarse
            guess    : offence
            other    : area
            invariant count in 0..50 or count is unknown or flag
            invariant not (flag and note is "no")
            invariant ratio >= -5
        }
        table kind_of of text gives offence { "s" => supply, "p" => possession, starts with "th" => theft, "none" => none, contains "x" => unknown }
        table drug_of of text gives drug { "h" => heroin, "c" or "C" => cocaine, "n" => none, otherwise => unknown }
        """;

    private const string Fields =
        """
            case     = `person`
            at       = FOLD_FIRST (instant(`when`, "yyyy-MM-dd HH:mm:ss") default month(`month`, "yyyy-MM"))
            offence  = FOLD_MOST kind_of of `offence`
            kind     = match `kind` { "sp" => kind_of of `offence`, "t" => theft, otherwise => unknown }
            drug     = first of drug_of of split(`drugs`, ";")
            drugs    = drug_of of split(`drugs`, ";")
            quantity = FOLD_SUM (number(`grams`) * 1 g)
            kilos    = FOLD_MAX (1 kg * number(`grams`))
            day      = FOLD_MIN date(`day`, "dd/MM/yyyy")
            moment   = FOLD_FIRST instant(`stamp`, "yyyy-MM-ddTHH:mm")
            half     = FOLD_FIRST instant(`us`, "M/d/yyyy h:mm:ss tt")
            count    = FOLD_MAX number(`count`)
            doubled  = FOLD_MAX number(`band`)
            small    = FOLD_ANY match `minor` { "y" => true, "n" => false, otherwise => unknown }
            band     = FOLD_FIRST match `band` { "1" => 1, "few" => unknown, otherwise => number(`band`) }
            ratio    = FOLD_FIRST number(`ratio`)
            note     = FOLD_FIRST lower(trim(`note`))
            flag     = FOLD_ANY match `flag` { "y" => true, "n" => false }
            guess    = FOLD_MOST match `kind` { "t" => theft, "sp" => supply, otherwise => kind_of of `kind` }
            recorded = FOLD_HARSH match `act` { "a" => arrest, "w" => warn, "z" or "Z" => unknown }
        """;

    private const string Person =
        """
        person {
            id        = FOLD_FIRST `person`
            age       = FOLD_FIRST number(`age`)
            minor     = FOLD_FIRST match `minor` { "y" => true, "n" => false }
            sex       = FOLD_FIRST match `flag` { "y" => female, otherwise => male }
        }
        """;

    private static readonly (string Fold, string Plain)[] Folds =
        [("FOLD_MOST", "most serious of"), ("FOLD_SUM", "sum of"), ("FOLD_MAX", "max of"), ("FOLD_MIN", "min of"), ("FOLD_FIRST", "first of"), ("FOLD_ANY", "any of"), ("FOLD_HARSH", "harshest of")];

    private static readonly string[] Days = ["2024-02-29", "2024-13-01", "2023-02-29", "2024-01-05", "2024-1-5", " 2024-01-06 ", "0001-01-01", "9999-12-31"];
    private static readonly string[] Numbers = ["1", "0", "-1", "12", "007", "3.5", "3.", ".5", "1e3", "+4", " 5 ", "1000000000000", "1000000000001", "0.1234567", "-0", "--1", "1,5", "55", "NaN", "0.000001"];
    private static readonly string[] Names = ["a", "b", "c", "É", "x\"y", "two\nlines", "semi;colon", "sl/ash", "back\\slash", "NA", " NA", "line 3", "data.csv, line 4"];

    /// <summary>The data set, with some of its clauses by chance.</summary>
    public static string Describe(Random random)
    {
        var isFolded = random.Next(3) == 0;
        var fields = (Vocabulary + "\ndataset d {\n    from " + (random.Next(4) == 0 ? "\"data*.csv\"" : "\"data.csv\"") + "\n    missing \"NA\", \"-1\", \"none\"\n"
            + Some(random, 2, "    covers 2023-06-01 to 2024-02-15\n")
            + Some(random, 2, "    decides 2024-01-01 to 2024-12-31\n")
            + Some(random, 2, "    person not followed because \"made up\"\n")
            + Some(random, 2, "    keep rows where `offence` is known because \"no offence\"\n    keep rows where number(`age`) > 3 or `kind` is \"t\" because \"young\"\n")
            + (isFolded ? random.Next(2) == 0 ? "    one incident per `person`\n" : "    one incident per `person`, `place`\n" : "")
            + "    incident {\n" + (random.Next(3) > 0 ? "        id       = " + (isFolded ? "FOLD_FIRST " : "") + (random.Next(2) == 0 ? "`id`\n" : "lower(`id`)\n") : "") + Fields + "\n")
            .ReplaceLineEndings("\n");
        var areas = random.Next(3) switch
        {
            0 => "        area = FOLD_FIRST `place`\n        other = FOLD_FIRST `band`\n    }\n    area from \"areas.csv\" { id = `code`, officers = number(`people`), deprivation = number(`tenth`), neighbours = `near` }\n",
            1 => "        area = FOLD_FIRST `place`\n        other = FOLD_FIRST `place`\n    }\n",
            _ => "    }\n",
        };
        var text = fields + areas + Person + "\n}\n";
        return Folds.Aggregate(text, (t, f) => t.Replace(f.Fold, isFolded || f.Fold is "FOLD_MOST" ? f.Plain : "", StringComparison.Ordinal));
    }

    public static IEnumerable<string> MakeRows(Random random)
    {
        var count = random.Next(random.Next(4) == 0 ? 120 : 25);
        for (var i = 0; i < count; i++)
        {
            yield return random.Next(25) switch
            {
                0 => "too,few",
                1 => "",
                2 => "a,\"never closes",
                _ => MakeRow(random, i),
            };
        }
    }

    public static string MakeAreas(Random random) =>
        "code,people,tenth,near\n" + string.Concat(Names.Take(5).Select(n => $"{n},{Pick(random, Numbers).Replace(',', '.')},{random.Next(13)},{Pick(random, ["x", "NA", ""])}\n"));

    private static string MakeRow(Random random, int row)
    {
        string[] cells =
        [
            random.Next(8) == 0 ? Pick(random, Names) : random.Next(40) == 0 ? "i1" : $"i{row}",
            Pick(random, Names),
            "",
            random.Next(2) == 0 ? Pick(random, Days) : $"{Pick(random, Days)} {random.Next(26):00}:{random.Next(60):00}:{random.Next(62):00}",
            $"{random.Next(33):00}/{random.Next(14):00}/20{random.Next(30):00}",
            $"{Pick(random, Days)}T{random.Next(25):00}:{random.Next(61):00}",
            $"{random.Next(14)}/{random.Next(33)}/2024 {random.Next(14)}:{random.Next(60):00}:{random.Next(60):00} {Pick(random, ["AM", "PM", "am", "x"])}",
            Pick(random, ["2024-02", "2024-13", "", "2023-12"]),
            Pick(random, ["s", "p", "theft", "none", "S", "xx", ""]),
            Pick(random, ["sp", "t", "u", "", "s"]),
            Pick(random, ["h", "c;C", "n", "h;;c", " h ; n", "zz", "NA;h", ""]),
            Pick(random, Numbers),
            Pick(random, Numbers),
            random.Next(3) == 0 ? Pick(random, Numbers) : $"{random.Next(60)}",
            random.Next(3) == 0 ? Pick(random, Numbers) : $"{random.Next(-9, 9)}.{random.Next(100)}",
            random.Next(3) == 0 ? Pick(random, Numbers) : $"{random.Next(130)}",
            Pick(random, ["y", "n", "", "Y"]),
            Pick(random, ["a", "b", "c", "É", "q", "", "NA"]),
            Pick(random, ["1", "few", "7", "", "b"]),
            Pick(random, ["y", "n", "", "?"]),
            Pick(random, ["no", " No ", "yes", "\u00a0", "NA", ""]),
            Pick(random, ["a", "w", "z", "q", ""]),
        ];
        return string.Join(',', cells.Select(Quote));
    }

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Some(Random random, int one, string text) => random.Next(one) == 0 ? text : "";

    private static string Pick(Random random, string[] some) => some[random.Next(some.Length)];
}
