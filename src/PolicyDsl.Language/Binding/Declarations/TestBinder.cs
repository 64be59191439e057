using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Tests: what is given, what is expected, and tables of cases.</summary>
internal sealed class TestBinder(BindingSession session, ExpressionBinder expressions)
{
    private readonly TestRecordBinder records = new(session, expressions);

    public ImmutableArray<TestSymbol> Bind(EffectivePolicy effective)
    {
        var titles = new Dictionary<string, TestSymbol>(StringComparer.Ordinal);
        var tests = ImmutableArray.CreateBuilder<TestSymbol>();
        foreach (var item in effective.Items)
        {
            if (item.Item is not TestSyntax syntax)
            {
                continue;
            }

            var test = new TestSymbol(syntax.Title.ValueText, item.At(syntax.Title), syntax) { Documentation = syntax.Documentation };
            Bind(test, syntax, item);
            tests.Add(test);
            if (!syntax.Title.IsMissing && !titles.TryAdd(test.Name, test))
            {
                session.Report(Diagnostic.Create(TestDeclarationErrors.RepeatedTitle, test.Location, test.Name) with
                {
                    Hint = "Say in the title what sets the test apart.",
                    Related = BindingSession.RelatedTo(titles[test.Name], "The other one is here."),
                });
            }
        }

        return tests.ToImmutable();
    }

    private void Bind(TestSymbol test, TestSyntax syntax, EffectiveItem item)
    {
        var expectations = ImmutableArray.CreateBuilder<Expectation>();
        var cases = ImmutableArray.CreateBuilder<TestCase>();
        foreach (var line in syntax.Items)
        {
            switch (line)
            {
                case GivenIncidentSyntax when test.Incident is not null:
                    session.Report(PolicyErrors.SaidTwice, item.At(line), "given incident", "the test");
                    break;
                case GivenIncidentSyntax given:
                    test.Incident = records.Bind(given.Record, item, isEarlier: false);
                    break;
                case GivenEarlierSyntax earlier:
                    BindEarlier(test, earlier, item);
                    break;
                case ExpectSyntax expect:
                    expectations.AddRange(BindExpectation(expect, item));
                    break;
                case CasesSyntax table:
                    cases.AddRange(BindCases(table, item));
                    break;
            }
        }

        BindFacts(test, syntax, item);
        test.Expectations = expectations.ToImmutable();
        test.Cases = cases.ToImmutable();
        if (!syntax.Items.Any(i => i is ExpectSyntax or CasesSyntax))
        {
            session.Report(Diagnostic.Create(TestDeclarationErrors.ExpectsNothing, test.Location) with { Hint = "Add a line such as `expect advise`." });
        }
    }

    /// <summary>What holds besides the incidents: crackdowns, alternatives in force, exhausted resources.</summary>
    private void BindFacts(TestSymbol test, TestSyntax syntax, EffectiveItem item)
    {
        ImmutableArray<T> Resolve<T>(IEnumerable<SyntaxToken> names, string kind)
            where T : Symbol => session.ResolveAll(names, item.Source, t => session.Resolve<T>(t, item.Source, kind));

        test.ActiveCrackdowns = Resolve<CrackdownSymbol>(syntax.Items.OfType<GivenCrackdownSyntax>().Select(g => g.Name), "crackdown");
        test.AlternativesInForce = Resolve<RuleSymbol>(syntax.Items.OfType<GivenOtherwiseSyntax>().Select(g => g.Name), "rule");
        test.ExhaustedResources = Resolve<ResourceSymbol>(syntax.Items.OfType<GivenExhaustedSyntax>().Select(g => g.Name), "resource");
        foreach (var given in syntax.Items)
        {
            if (given is GivenOtherwiseSyntax { Name: var rule } && session.Record.FindSymbol(rule) is RuleSymbol { Alternative: null })
            {
                session.Report(Diagnostic.Create(TestDeclarationErrors.NoAlternative, item.At(rule), rule.ValueText) with
                {
                    Hint = "Add one to the rule, as in `then divert to treatment, otherwise warn`, or leave this line out.",
                });
            }
            else if (given is GivenExhaustedSyntax { Name: var resource } && session.Record.FindSymbol(resource) is ResourceSymbol { WhenExhausted: null })
            {
                session.Report(Diagnostic.Create(TestDeclarationErrors.NothingWhenExhausted, item.At(resource), resource.ValueText) with
                {
                    Hint = "Add it to the resource, as in `, when exhausted advise`, or leave this line out.",
                });
            }
        }
    }

    private void BindEarlier(TestSymbol test, GivenEarlierSyntax earlier, EffectiveItem item)
    {
        var count = earlier.Number is { } number ? session.ReadWhole(number, item.Source, "A number of earlier incidents", 1, 10_000) : 1;
        if (records.Bind(earlier.Record, item, isEarlier: true) is { } incident && count is { } n)
        {
            test.Earlier = test.Earlier.Add(new EarlierIncidents(n, incident));
        }
    }

    private IEnumerable<Expectation> BindExpectation(ExpectSyntax expect, EffectiveItem item)
    {
        var location = item.At(expect);
        switch (expect)
        {
            case ExpectDispositionSyntax disposition when session.ResolveAction(disposition.Action, item.Source) is { } action:
                return
                [
                    new ExpectDisposition(
                        action,
                        session.ResolveAll(disposition.Services, item.Source, t => session.Resolve<ServiceSymbol>(t, item.Source, "service")),
                        session.ResolveAll(disposition.Rules, item.Source, t => session.Resolve<RuleSymbol>(t, item.Source, "rule")),
                        location),
                ];
            case ExpectNotSyntax other when session.ResolveAction(other.Action, item.Source) is { } action:
                return [new ExpectNot(action, location)];
            case ExpectOfferSyntax offer:
                return session.ResolveAll(offer.Services, item.Source, t => session.Resolve<ServiceSymbol>(t, item.Source, "service"))
                    .Select(s => new ExpectOffer(s, offer.NoKeyword is null, location));
            case ExpectOpenSyntax open:
                return session.ResolveAll(open.Rules, item.Source, t => session.Resolve<RuleSymbol>(t, item.Source, "rule")).Select(r => new ExpectOpen(r, location));
            case ExpectStateSyntax state:
                return
                [
                    state.State.ValueText switch
                    {
                        "conflict" => new ExpectConflict(location),
                        "nothing" => new ExpectNothing(location),
                        _ => new ExpectOutside(location),
                    },
                ];
            default:
                return [];
        }
    }

    private IEnumerable<TestCase> BindCases(CasesSyntax table, EffectiveItem item)
    {
        if (session.Scope.Incident is not { } incident)
        {
            return [];
        }

        ImmutableArray<ImmutableArray<FieldSymbol>> columns = [.. table.Columns.Select(c => records.ResolveColumn(c, incident, item))];
        for (var i = 1; i < columns.Length; i++)
        {
            if (!columns[i].IsEmpty && columns.Take(i).Any(c => c.SequenceEqual(columns[i])))
            {
                session.Report(NameErrors.ListedTwice, item.At(table.Columns[i]), item.At(table.Columns[i]).Text);
            }
        }

        return table.Rows.Select(r => BindCase(r, columns, item)).OfType<TestCase>();
    }

    private TestCase? BindCase(CaseRowSyntax row, ImmutableArray<ImmutableArray<FieldSymbol>> columns, EffectiveItem item)
    {
        var action = session.ResolveAction(row.Action, item.Source);
        if (row.Values.Count != columns.Length)
        {
            session.Report(TestDeclarationErrors.CaseLength, item.At(row), row.Values.Count, columns.Length);
            return null;
        }

        var fields = ImmutableArray.CreateBuilder<TestField>();
        for (var i = 0; i < columns.Length; i++)
        {
            if (!columns[i].IsEmpty && records.BindValue(columns[i], row.Values[i], item, isEarlier: false) is { } field)
            {
                fields.Add(field);
            }
        }

        return action is null || fields.Count < columns.Length ? null : new TestCase(fields.ToImmutable(), action, item.At(row));
    }
}
