using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

/// <summary>Texts made of the language's own words: whatever they are, binding ends, and a tree without a message is a good tree.</summary>
public sealed class RandomExpressionTests
{
    private static readonly string[] Words =
    [
        "offence", "drug", "drugs", "quantity", "age", "minor", "person", "person.age", "area", "at", "day", "held", "price", "value", "children", "score", "busy",
        "recorded", "this.age", "this.recorded", "supply", "heroin", "violent", "opioids", "arrest", "arrests", "naloxone", "drug.other", "nothing", "1", "0", "2.5", "2 g", "14 days",
        "3 months", "10 GBP", "35%", "2024-01-31", "2024-01-31T10:00", "\"text\"", "true", "unknown", "`col`", "[heroin, cocaine]", "[1, 2]", "1..2", "1..2 g", "..5",
        "is", "is not", "is at least", "is known", "in", "not in", "has", "has any of", "=", "<", "+", "-", "*", "/", "and", "or", "not", "certainly", "default",
        "(", ")", "if minor then", "else", "then", "match offence { supply =>", ", otherwise =>", "}", "match `col` { contains \"x\" =>", "hour of", "weekday of", "date of",
        "personal_limit of", "drug_code of", "split(`col`, \";\")", "number(`col`)", "date(`col`, \"yyyy-MM-dd\")", "lower(", "first of", "most serious of", "sum of", "one of heroin, cocaine",
        "count(incidents of person where", "within past 30 days)", "count(incidents)", "count(incidents where", "sum(cost over incidents)", "any(incidents of person)", "has no incidents where",
        "action", "offered naloxone", "relative_rate(arrest, by sex)", "net_benefit(arrest)", "contains \"x\"", "days since last(incidents of person)",
    ];

    private static readonly ExpressionPlace[] Places = Enum.GetValues<ExpressionPlace>();

    [Fact]
    public void Any_row_of_words_ends_in_a_good_tree_or_a_message()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var text = string.Join(' ', Enumerable.Range(0, 1 + random.Next(9)).Select(_ => Words[random.Next(Words.Length)]));
            Check(text, Places[random.Next(Places.Length)], seed);
        }
    }

    [Fact]
    public void Expressions_that_are_mostly_right_make_good_trees()
    {
        var good = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            var maker = new ExpressionMaker(new Random(seed));
            good += Check(maker.Make("condition", 4), ExpressionPlace.Incident, (seed * 6) + 1);
        }

        Assert.True(good > 900, string.Create(CultureInfo.InvariantCulture, $"Only {good} texts meant something."));
    }

    [Fact]
    public void Sentences_with_one_word_changed_end_in_a_good_tree_or_a_message()
    {
        string[] sentences =
        [
            "offence is supply and ( quantity is more than 2 g or uses_minors )",
            "( if minor then quantity else 2 g ) * 2 + 1 g is at most personal_limit of drug",
            "count(incidents of person where offence in violent and area is this.area within past 365 days) is at least 3",
            "( match offence { supply or robbery => 1 g , possession where minor => quantity , otherwise => unknown } ) > 1 g",
            "person has at least 2 incidents where drugs has any of opioids within past 12 months",
            "quantity default 0 g in 1..2 g and at - 14 days < 2024-01-31T10:00",
        ];
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var words = sentences[random.Next(sentences.Length)].Split(' ');
            words[random.Next(words.Length)] = Words[random.Next(Words.Length)];
            Check(string.Join(' ', words), ExpressionPlace.Incident, seed);
        }
    }

    private static int Check(string text, ExpressionPlace place, int seed)
    {
        var tree = SyntaxTree.Parse($"define x = {text}", "random.policy");
        if (tree.Root.Descendants().OfType<DefineSyntax>().FirstOrDefault() is not { } define)
        {
            return 0;
        }

        var vocabulary = new Vocabulary();
        var diagnostics = new DiagnosticBag();
        var binder = new ExpressionBinder(vocabulary.Scope, diagnostics, new SemanticRecord());
        var subject = place switch
        {
            ExpressionPlace.Entity => vocabulary.Person,
            ExpressionPlace.Target => vocabulary.Area,
            ExpressionPlace.DataRow or ExpressionPlace.Table => null,
            _ => vocabulary.Incident,
        };
        TypeSymbol?[] expected = [null, BasicType.Boolean, BasicType.Mass, BasicType.Integer, vocabulary.Get<EnumSymbol>("drug").Type, new SetType(vocabulary.Get<EnumSymbol>("drug").Type)];
        var bound = binder.Bind(define.Value, new ExpressionContext(place, subject, tree.Source), expected[seed % expected.Length]);
        if (diagnostics.Count + tree.Diagnostics.Length > 0)
        {
            Assert.All(diagnostics, d => Assert.DoesNotContain("BasicType", d.Message + d.Hint, StringComparison.Ordinal));
            return 0;
        }

        var broken = BoundTreeRules.FindBroken(bound);
        Assert.True(broken.Count == 0, string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {place}: {text}\n{string.Join('\n', broken)}"));
        Assert.True(expected[seed % expected.Length] is not { } wanted || bound.Type == wanted, $"{text} is {bound.Type}");
        return 1;
    }
}
