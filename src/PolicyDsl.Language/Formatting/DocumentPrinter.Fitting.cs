using System.Collections.Immutable;

namespace PolicyDsl.Language.Formatting;

/// <summary>Looking ahead: whether something fits on what is left of the line.</summary>
internal sealed partial class DocumentPrinter
{
    /// <summary>
    /// True if a document fits flat on what is left of the line, with what certainly follows it on the same line: up to the next line
    /// that can break, in it or after it.
    /// </summary>
    private bool Fits(Document document)
    {
        var left = width - column;
        var pending = new Stack<Command>();
        pending.Push(new Command(0, 0, true, document, 0));
        var rest = commands.GetEnumerator();
        while (left >= 0)
        {
            if (!pending.TryPop(out var command))
            {
                if (!rest.MoveNext())
                {
                    return true;
                }

                command = rest.Current;
            }

            if (command.Document is HardLine or CommentLine or EndComment || command is { Document: Line { CanBreak: true }, IsFlat: false })
            {
                return true;
            }

            left -= Measure(command, pending);
        }

        return false;
    }

    /// <summary>The columns that a text or space takes; what is made of parts is opened up and takes none itself.</summary>
    private static int Measure(Command command, Stack<Command> pending)
    {
        switch (command.Document)
        {
            case Text text:
                return text.Value.Length;
            case Line line:
                return 1 + line.Padding;
            case Concat { Parts: var parts }:
                PushNext(pending, parts, command);
                break;
            case Fill { Parts: var parts }:
                PushNext(pending, parts, command);
                break;
            case Indent { Content: var content }:
                pending.Push(command with { Document = content });
                break;
            case Nest { Content: var content }:
                pending.Push(command with { Document = content });
                break;
            case Align { Content: var content }:
                pending.Push(command with { Document = content });
                break;
            case Group { Content: var content } group:
                pending.Push(command with { IsFlat = !group.MustBreak && command.IsFlat, Document = content });
                break;
        }

        return 0;
    }

    /// <summary>Takes one part at a time: of a long list only what is on the line is looked at.</summary>
    private static void PushNext(Stack<Command> pending, ImmutableArray<Document> parts, Command command)
    {
        if (command.From < parts.Length)
        {
            pending.Push(command with { From = command.From + 1 });
            pending.Push(command with { From = 0, Document = parts[command.From] });
        }
    }
}
