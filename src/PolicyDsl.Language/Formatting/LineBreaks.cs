using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Formatting;

/// <summary>Where a line may be broken inside a declaration or clause, and where the author did.</summary>
internal static class LineBreaks
{
    /// <summary>True where a line that is too long is broken, and where a break that the author made is kept.</summary>
    public static bool MayBreak(SyntaxNode parent, SyntaxElement? previous, SyntaxElement child) =>
        previous is SyntaxToken { Kind: TokenKind.Comma } || parent switch
        {
            ChainSyntax => child is SyntaxToken,
            IfSyntax conditional => child == conditional.ThenKeyword || child == conditional.ElseKeyword,
            GuardSyntax guard => child == guard.UnlessKeyword,
            IncidentsSyntax incidents => child == incidents.WhereKeyword || child == incidents.WithinKeyword,
            ClauseSyntax clause => child == clause.Title || child == clause.SourceKeyword || child == clause.Form,
            ClauseFormSyntax => child is SyntaxToken { Kind: TokenKind.When },
            KeepRowsSyntax keep => child == keep.BecauseKeyword,
            DepartureSyntax departure => child == departure.BecauseKeyword || child == departure.UntilKeyword,
            AssumptionSyntax assumption => child == assumption.SourceKeyword,
            EffectSyntax effect => child == effect.SourceKeyword || child is LastsForSyntax,
            TableSyntax table => child == table.SourceKeyword,
            _ => false,
        };

    /// <summary>True where a break that the author made is kept, and none is made otherwise.</summary>
    public static bool KeepsBreak(SyntaxNode parent, SyntaxElement child) => parent switch
    {
        DefineSyntax define => child == define.Value,
        MeasureSyntax measure => child == measure.Value || child == measure.EqualsSign,
        FieldSyntax field => child == field.Value,
        ArmSyntax arm => child == arm.Value || child == arm.WhereKeyword || child is SyntaxToken { Kind: TokenKind.Or },
        _ => false,
    };

    public static bool StartsLine(SyntaxToken token) =>
        token.FullSpan.Start == 0 || token.LeadingTrivia.Any(t => t.Kind == TriviaKind.LineBreak);

    /// <summary>True where the author left a line empty before a token, or before the comments that lead it.</summary>
    public static bool FollowsBlankLine(SyntaxToken token)
    {
        var breaks = 0;
        foreach (var trivia in token.LeadingTrivia)
        {
            if (trivia.Kind is TriviaKind.Comment or TriviaKind.DocComment)
            {
                break;
            }

            breaks += trivia.Kind == TriviaKind.LineBreak ? 1 : 0;
        }

        return breaks > 1;
    }

    public static bool IsComment(SyntaxTrivia trivia) => trivia.Kind is TriviaKind.Comment or TriviaKind.DocComment;
}
