using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>Files, the header lines of a policy, and the changes of a variant.</summary>
internal sealed partial class Parser
{
    /// <summary><c>File ::= Item*</c></summary>
    private FileSyntax ParseFile()
    {
        var items = ImmutableArray.CreateBuilder<ItemSyntax>();
        while (!At(TokenKind.EndOfFile))
        {
            if (ParseItem() is { } item)
            {
                items.Add(item);
            }
            else
            {
                SkipItem();
            }
        }

        return new FileSyntax(new SyntaxList<ItemSyntax>(items.ToImmutable()), Next());
    }

    /// <summary><c>Item ::= Using | Policy | Header | Change | Owned | Shared</c>; null where none begins.</summary>
    private ItemSyntax? ParseItem()
    {
        if (StartsLine && Peek(1).Kind is TokenKind.Name or TokenKind.Text && !SyntaxFacts.IsKnownWord(Current.Text))
        {
            TryCorrect(SyntaxFacts.ItemWords);
        }

        return FindWord() switch
        {
            "using" => ParseUsing(),
            "policy" => ParsePolicy(),
            "owner" or "version" or "legal" or "complaints" => new TextHeaderSyntax(Next(), ExpectText()),
            "in" => ParseInForce(),
            "review" => new ReviewSyntax(Next(), Expect("every"), ParseQuantity("an interval such as `6 months`")),
            "advances" => new AdvancesSyntax(Next(), ParseNames("an activity")),
            "partners" => new PartnersSyntax(Next(), ParseNames("a partner")),
            "applies" => new AppliesWhenSyntax(Next(), Expect("when"), ParseGuard()),
            "replace" => ParseReplace(),
            "remove" => new RemoveSyntax(Next(), ExpectOneOf("define", "rule", "crackdown"), ExpectName()),
            "change" => ParseChange(),
            _ => ParseOwned() ?? ParseShared(),
        };
    }

    /// <summary><c>Owned ::= Define | Rule | Otherwise | Crackdown | Departure | Test | Resource | Allocate</c></summary>
    private ItemSyntax? ParseOwned() => FindWord() switch
    {
        "define" => ParseDefine(),
        "rule" => ParseRule(),
        "otherwise" => ParseOtherwise(),
        "crackdown" => ParseCrackdown(),
        "departs" => ParseDeparture(),
        "test" => ParseTest(),
        "resource" => ParseResource(),
        "allocate" => ParseAllocate(),
        _ => null,
    };

    /// <summary><c>Shared ::= Enum | Set | Entity | Action | Service | Plain | Table | Principle | Measure | Dataset | Assumptions</c></summary>
    private ItemSyntax? ParseShared() => FindWord() switch
    {
        "extend" => ParseExtend(),
        "enum" => ParseEnum(null),
        "set" => ParseSet(null),
        "entity" => ParseEntity(null),
        "action" => ParseAction(),
        "service" => ParseService(),
        "partner" or "activity" or "channel" => ParsePlain(),
        "table" => ParseTable(),
        "principle" => ParsePrinciple(),
        "measure" => ParseMeasure(),
        "dataset" => ParseDataset(),
        "assumptions" => ParseAssumptions(),
        _ => null,
    };

    private string FindWord() => SyntaxFacts.IsWord(Current.Kind) ? Current.ValueText : "";

    /// <summary>Skips what begins no item, up to the next line that does.</summary>
    private void SkipItem()
    {
        if (At(TokenKind.CloseBrace))
        {
            if (lastErrorIndex != index)
            {
                Report(SyntaxErrors.StrayCloseBrace, Current, "Remove it, or look for an opening brace that is missing above.");
            }

            Skip();
            return;
        }

        ReportUnknownItem();
        var open = 0;
        do
        {
            open = Math.Max(0, open + (At(TokenKind.OpenBrace) ? 1 : At(TokenKind.CloseBrace) ? -1 : 0));
            Skip();
        }
        while (!At(TokenKind.EndOfFile) && !AtDeclarationStart() && !(open == 0 && StartsLine && IsWord(0, SyntaxFacts.ItemWords)));
        lastErrorIndex = At(TokenKind.EndOfFile) ? index : -1;
    }

    private void ReportUnknownItem()
    {
        if (IsQuiet())
        {
            return;
        }

        if (!StartsLine || !SyntaxFacts.IsWord(Current.Kind))
        {
            ReportUnexpected(At(TokenKind.OpenBrace) && index > 0 ? "Only declarations with lines of their own have braces." : null);
            return;
        }

        var hint = Current.Kind is TokenKind.Else or TokenKind.Default
            ? "The action where no rule decides is `otherwise`, as in `otherwise advise`."
            : SyntaxFacts.RuleWords.Contains(Current.Text) || SyntaxFacts.CrackdownWords.Contains(Current.Text)
            ? $"`{Current.Text}` belongs between the braces of a rule or crackdown."
            : Current.Text == "amends" ? "It stands in the line `policy`, after the name: `policy stricter amends our_policy \"Title\"`."
            : "A declaration begins with a word such as `rule`, `define`, `test`, `entity` or `dataset`.";
        Report(SyntaxErrors.UnknownDeclaration, Current, hint, Quote(Current.Text));
    }

    /// <summary><c>Using ::= "using" ( Dotted | TEXT )</c></summary>
    private UsingSyntax ParseUsing()
    {
        var keyword = Next();
        return At(TokenKind.Text)
            ? new UsingSyntax(keyword, null, Next())
            : new UsingSyntax(keyword, ParseDotted("a module or a file in double quotes"), null);
    }

    /// <summary><c>Policy ::= "policy" NAME ( "amends" NAME )? TEXT?</c></summary>
    private PolicySyntax ParsePolicy()
    {
        var keyword = Next();
        var name = ExpectDeclaredName("policy");
        var amends = NextIf("amends");
        var baseName = amends is null ? null : ExpectName("the name of a policy");
        return new PolicySyntax(keyword, name, amends, baseName, NextIf(TokenKind.Text));
    }

    /// <summary><c>"in" "force" DATE ( "to" DATE )?</c></summary>
    private InForceSyntax ParseInForce()
    {
        var inKeyword = Next();
        var force = Expect("force");
        var from = ExpectDate();
        var to = NextIf("to");
        return new InForceSyntax(inKeyword, force, from, to, to is null ? null : ExpectDate());
    }

    /// <summary><c>"replace" ( Define | Rule | Crackdown | Otherwise )</c></summary>
    private ItemSyntax? ParseReplace()
    {
        if (!IsWord(1, ["define", "rule", "crackdown", "otherwise"]))
        {
            Skip();
            ReportExpected(SyntaxErrors.ExpectedToken, "`define`, `rule`, `crackdown` or `otherwise` after `replace`");
            return null;
        }

        var keyword = Next();
        return ParseOwned() is { } declaration ? new ReplaceSyntax(keyword, declaration) : null;
    }

    /// <summary><c>"change" NAME "of" Constant "to" ( Constant | "unknown" )</c></summary>
    private ChangeSyntax ParseChange() =>
        new(Next(), ExpectName("the name of a table"), Expect("of"), ParseConstant(), Expect("to"), At(TokenKind.Unknown) ? new LiteralSyntax(Next()) : ParseConstant());

    /// <summary><c>Guard ::= Cond ( "unless" Cond )?</c></summary>
    private GuardSyntax ParseGuard()
    {
        var condition = ParseCondition();
        var unless = NextIf(TokenKind.Unless);
        return new GuardSyntax(condition, unless, unless is null ? null : ParseCondition());
    }

    private SyntaxToken ExpectDeclaredName(string kind)
    {
        var hint = At(TokenKind.Text)
            ? $"A short name comes before the title: `{kind} short_name {(Current.Text.Length > 40 ? "\"...\"" : Current.Text)}`."
            : $"A name is a letter, then letters, digits and `_`: `{kind} short_name`.";
        return ExpectName($"a name for the {kind}", hint);
    }
}
