using System.Collections;
using System.Reflection;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Tests.Interpretation;

namespace PolicyDsl.Language.Tests.Binding;

/// <summary>A policy in which every kind of bound expression, and every operator, function and fold, stands at least once.</summary>
internal static class EveryKindOfExpression
{
    public const string Items = """
        define logic = not armed and (certainly armed or possibly armed) and (quantity is known or quantity is unknown)
        define comparing = person.age is at least 18 and -person.age is less than 3 and person.age in 10..17
        define members = offence in [supply, robbery] and drug in opioids and drugs has heroin
        define amounts = (quantity default 1 g) * 2 + 1 g - 2 g is at most quantity / 2
        define times = date of at is 2024-01-01 and at is before_noon and hour of at in 22..23 and weekday of at is monday
        define before_noon = 2024-01-01T12:00
        define choice = (if armed then 1 g else 2 g) is at most (match drug { heroin where armed => 1 g, cocaine or cannabis => 2 g, unknown => 3 g, otherwise => limit of drug })
        define earlier = count(incidents of person where offence is this.offence within past 365 days) is at least 1
        define days = any(incidents of person) or days since last(incidents of person, area) in 1..3
        define amount = sum(quantity over incidents of person) is more than 1 g or count(distinct case over incidents of person) in 1..2
        define same = logic or comparing or person.age is more than person.age / 2
        table limit of drug gives mass { heroin => 1 g, otherwise => 2 g }
        table code of text gives drug { contains "her" => heroin, starts with "C" => cocaine, matches "^x$" => fentanyl, ends with "s" ignoring case => cannabis, "?" => unknown }
        measure arrests = count(incidents where action is arrest and offered treatment)
        measure spent = sum(cost over incidents)
        measure worked = sum(hours over incidents)
        measure harmed = sum(harm over incidents)
        measure share = arrests / count(incidents)
        measure rate = relative_rate(arrest, by armed)
        measure benefit = net_benefit(arrest)
        dataset d "D" {
            from "d.csv" licence "none" unit "a row"
            keep rows where lower(trim(`a`)) is "x" or `a` contains "y" because "It is a test."
            one incident per `k`
            incident {
                at       = min of instant(`at`, "yyyy-MM-dd HH:mm")
                offence  = most serious of match `a` { "S" => supply, starts with "P" => (one of possession, consumption) }
                drug     = first of code of split(`drugs`, ";")
                quantity = sum of (number(`n`) * 1 g)
                armed    = any of (`a` contains "gun")
                recorded = harshest of match `a` { "x" => arrest, unknown => warn }
            }
        }
        dataset e "E" {
            from "e.csv" licence "none" unit "a row"
            one incident per `k`
            incident { at = max of date(`at`, "yyyy-MM-dd") }
        }
        dataset f "F" {
            from "f.csv" licence "none" unit "a row"
            one incident per `k`
            incident { at = month(`at`, "yyyy-MM") }
        }
        """;

    /// <summary>Every concrete kind that stands for something; what did not bind is an error and has no value.</summary>
    public static IEnumerable<Type> Kinds =>
        typeof(BoundExpression).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(BoundExpression)) && !t.IsAbstract && t != typeof(BoundErrorExpression));

    public static Compilation Compile() => World.Of(Items).Compilation;

    /// <summary>Every bound expression of the compilation, found by looking at the properties of each and not by the tree walker.</summary>
    public static IReadOnlyList<BoundExpression> Find(Compilation compilation)
    {
        var found = new HashSet<BoundExpression>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<BoundExpression>(compilation.Trees
            .SelectMany(t => t.Root.Descendants().OfType<ExpressionSyntax>())
            .Select(compilation.Record.FindExpression)
            .OfType<BoundExpression>());
        while (pending.TryPop(out var expression))
        {
            if (found.Add(expression))
            {
                ChildrenOf(expression).ToList().ForEach(pending.Push);
            }
        }

        return [.. found];
    }

    /// <summary>The expressions that a node's properties hold, in the order in which they are declared.</summary>
    public static IEnumerable<BoundExpression> ChildrenOf(object node) =>
        node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(p => Held(p.GetValue(node)));

    private static IEnumerable<BoundExpression> Held(object? value) => value switch
    {
        BoundExpression expression => [expression],
        BoundArm arm => ChildrenOf(arm),
        string => [],
        IEnumerable many when many.GetType().GetGenericArguments() is [var element] && (element == typeof(BoundArm) || element.IsAssignableTo(typeof(BoundExpression))) =>
            many.Cast<object>().SelectMany(Held),
        _ => [],
    };
}
