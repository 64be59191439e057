using System.Text;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>
/// Writes random policies as text: every construct of the language that proofs read, over a vocabulary of its own. One clause a line, so
/// that a failing policy can be cut down by lines. Most compile; one whose rules override each other in a circle does not.
/// </summary>
internal sealed class PolicyGenerator
{
    private readonly RandomChoice random;
    private readonly PolicyFeatures features;
    private readonly ExpressionGenerator expressions;
    private readonly StringBuilder text = new();

    private PolicyGenerator(int seed, PolicyFeatures features)
    {
        random = new RandomChoice(seed);
        this.features = features;
        expressions = new ExpressionGenerator(random, features);
    }

    public static string Write(int seed, PolicyFeatures features) => new PolicyGenerator(seed, features).Write();

    private string Write()
    {
        text.Append(features.HasFurtherTerms ? "policy p\ndefine who = officer\n" : "policy p\n");
        if (features.HasHistories && random.OneIn(3))
        {
            text.Append(expressions.DefineHistory()).Append('\n');
        }

        var defines = random.Below(features.Defines + 1);
        for (var i = 0; i < defines; i++)
        {
            text.Append(expressions.Define(i)).Append('\n');
        }

        if (random.OneIn(2))
        {
            text.Append($"applies when {expressions.Condition(1)}{Unless(4)}\n");
        }

        WriteRules();
        if (!random.OneIn(3))
        {
            text.Append($"otherwise {Action()}\n");
        }

        if (features.HasOperations && random.OneIn(4))
        {
            text.Append($"resource hours 400 hours per month, when exhausted {Action()}\n");
        }

        WriteClauses();
        WriteTables();
        text.Append(Vocabulary.Write(features.VocabularySeed is { } seed ? new RandomChoice(seed) : random, features)).Append('\n');
        return text.ToString();
    }

    private void WriteRules()
    {
        var count = 1 + random.Below(features.Rules);
        for (var i = 0; i < count; i++)
        {
            var isCrackdown = features.HasOperations && random.OneIn(8);
            text.Append(isCrackdown ? $"crackdown r{i} {{\n" : $"rule r{i} {{\n");
            if (isCrackdown)
            {
                WriteCrackdown();
            }
            else
            {
                WriteOutcome();
            }

            text.Append($"    when {expressions.Condition(features.Depth)}{Unless(3)}\n");
            WriteOrder(i, count);
            text.Append(random.OneIn(4) ? $"    offer {random.Of("treatment", "mentoring", "treatment, mentoring")}\n" : "");
            text.Append(random.OneIn(5) ? $"    with {random.Of(Vocabulary.Partners)}\n" : "");
            text.Append(random.OneIn(8) ? "    because \"A reason.\"\n" : "");
            text.Append(random.OneIn(8) && !isCrackdown && count <= 20 ? $"    priority {random.Below(9)}\n" : "");
            text.Append("}\n");
        }
    }

    private void WriteCrackdown()
    {
        text.Append("    target areas where level is at least 2\n");
        text.Append("    announce 14 days before by leaflets\n    lasts 21 days\n    rests 90 days\n");
        text.Append(random.OneIn(2) ? $"    then {Action()}\n" : $"    then {Action()} at most {1 + random.Below(5)} per week, otherwise {Action()}\n");
    }

    private void WriteOutcome()
    {
        if (random.OneIn(8))
        {
            text.Append("    offer naloxone\n");
            return;
        }

        text.Append($"    then {Action()}");
        text.Append(random.OneIn(4) ? $" to {random.Of(Vocabulary.Services)}" : "");
        text.Append(random.OneIn(6) ? $" within {random.Of("2 days", "12 hours", "1 weeks")}" : "");
        text.Append(features.HasOperations && random.OneIn(6) ? $", otherwise {Action()}\n" : "\n");
    }

    /// <summary>Mostly downwards in the order of declaration, so that few policies override in a circle.</summary>
    private void WriteOrder(int rule, int count)
    {
        var below = Enumerable.Range(rule + 1, count - rule - 1).Select(i => $"r{i}").ToList();
        var above = Enumerable.Range(0, rule).Select(i => $"r{i}").ToList();
        if (below.Count > 0 && random.OneIn(3))
        {
            text.Append($"    overrides {string.Join(", ", random.Some(below, 3))}\n");
        }
        else if (count is > 1 and <= 20 && random.OneIn(8))
        {
            var except = below.Concat(above).ToList();
            text.Append(random.OneIn(2) ? "    overrides all\n" : $"    overrides all except {string.Join(", ", random.Some(except, 2))}\n");
        }

        if (above.Count > 0 && random.OneIn(5))
        {
            text.Append($"    yields to {string.Join(", ", random.Some(above, 2))}\n");
        }
    }

    private void WriteClauses()
    {
        var count = random.Below(features.Clauses + 1);
        if (count == 0)
        {
            return;
        }

        text.Append("principle order \"Order\" rank 1 {\n");
        for (var i = 0; i < count; i++)
        {
            text.Append($"    clause c{i} {Form()}\n");
        }

        text.Append("}\n");
    }

    private string Form() => random.Below(7) switch
    {
        0 => $"never {random.Of("coercive", "deprives_liberty")} action when {Guard()}",
        1 => $"never harsher than {Action()} when {Guard()}",
        2 => $"always {Action()} when {Guard()}",
        3 => $"always coercive action when {Guard()}",
        4 => $"always offer {string.Join(", ", random.Some(Vocabulary.Services, 2))} when {Guard()}",
        5 when expressions.RisingTerm() is var term => $"severity never falls as {term} rises",
        _ => $"never {Action()} when {Guard()}",
    };

    private string Guard() => expressions.Condition(1) + Unless(3);

    private string Unless(int oneIn) => random.OneIn(oneIn) ? $" unless {expressions.Condition(1)}" : "";

    private string Action() => features.FurtherActions > 0 && random.OneIn(2) ? $"a{random.Below(features.FurtherActions)}" : random.Of(Vocabulary.Actions);

    private void WriteTables()
    {
        WriteUsualTables();
        if (features.HasFurtherTerms)
        {
            WriteFurtherTables();
        }
    }

    private void WriteFurtherTables() => text.Append($$"""
        table code of text gives drug { contains "oud" => opium, starts with "C" ignoring case => {{random.Of("coke", "weed")}}, matches "^g.n$" => weed, ends with "1" => {{random.Of("unknown", "no_drug")}}, otherwise => {{random.Of("unknown", "opium")}} }
        table width of wide gives integer { w0 or w1 => 1, w256 => 3, w{{random.Below(300)}} => {{random.Of("2", "unknown")}}, otherwise => {{random.Of("0", "1..2")}} }
        table reach_of of mass gives mass { ..1 g => 1 g, 1 g..3 g => {{random.Of("2 g", "unknown")}}, otherwise => 5 g }

        """);

    private void WriteUsualTables() => text.Append($$"""
        table limit of drug gives mass { opium => {{random.Of("1 g", "2 g")}}, coke => {{random.Of("2 g", "1..3 g")}}, otherwise => {{random.Of("unknown", "5 g", "0 g")}} }
        table weight of offence gives integer { use => 1, sale => 2, robbery => {{random.Of("3", "2..4")}}, unknown => {{random.Of("0", "unknown")}}, otherwise => 1 }
        table class of drug gives offence { no_drug => nothing, opium => {{random.Of("sale", "use")}}, weed => {{random.Of("one of use, sale", "robbery")}}, otherwise => use }
        table loudness of text gives grade { "calm" => low, "loud" or "noise" => high, otherwise => {{random.Of("middle", "unknown")}} }
        table share of integer gives decimal { ..17 => 0.5, 18..20 => {{random.Of("1", "2.5")}}, otherwise => {{random.Of("10", "unknown")}} }

        """);
}
