using System.Globalization;
using System.Text;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Cli.Sources;

/// <summary>
/// Reads policy files: UTF-8 with or without a byte order mark, up to <see cref="MaxBytes"/>. Bytes that are not UTF-8 are refused with
/// their place, for a replaced character could change a name or a limit unseen.
/// </summary>
internal static class SourceReader
{
    /// <summary>The largest policy file, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Whether a file begins with a byte order mark, to be kept when it is written back.</summary>
    public static bool HasByteOrderMark(string fullPath)
    {
        using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> start = stackalloc byte[3];
        return stream.ReadAtLeast(start, 3, throwOnEndOfStream: false) == 3 && start.SequenceEqual(Encoding.UTF8.Preamble);
    }

    /// <summary>As <see cref="TryRead"/>, for files that nobody named on the command line: pipes and devices have no length, and opening one may wait for ever.</summary>
    public static (SourceText? Source, string? Failure) TryReadFile(string fullPath, string shownPath) =>
        new FileInfo(fullPath) is { Exists: true, Length: 0 } ? (null, "is empty, or a pipe or device rather than a file") : TryRead(fullPath, shownPath);

    /// <summary>The text of a file, or why it cannot be read, in words that follow its name.</summary>
    public static (SourceText? Source, string? Failure) TryRead(string fullPath, string shownPath)
    {
        try
        {
            ReadFiles.Add(fullPath);
            using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Decode(ReadBounded(stream), shownPath);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "does not exist");
        }
        catch (UnauthorizedAccessException)
        {
            return (null, Directory.Exists(fullPath) ? "is a folder" : "may not be read");
        }
        catch (IOException e)
        {
            return (null, $"cannot be read: {e.Message}");
        }
    }

    public static SourceText ReadInput(string shownPath)
    {
        var (source, failure) = Decode(ReadBounded(Terminal.OpenInput()), shownPath);
        return source ?? throw new CommandException(ExitCodes.DoesNotCompile, $"Standard input {failure}.");
    }

    private static byte[]? ReadBounded(Stream stream)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxBytes)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }

    private static (SourceText? Source, string? Failure) Decode(byte[]? bytes, string shownPath)
    {
        if (bytes is null)
        {
            return (null, $"is larger than {MaxBytes / 1024 / 1024} MB, more than a policy file may have");
        }

        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return (null, "is UTF-16; save it as UTF-8");
        }

        ReadOnlySpan<byte> text = bytes;
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        var valid = System.Text.Unicode.Utf8.IsValid(text);
        return valid ? (new SourceText(Encoding.UTF8.GetString(text), shownPath), null) : (null, DescribeInvalid(text));
    }

    private static string DescribeInvalid(ReadOnlySpan<byte> text)
    {
        var at = FindInvalid(text);
        var before = text[..at];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"is not UTF-8: byte 0x{text[at]:X2} at line {line}, column {column} begins no character; save it as UTF-8");
    }

    private static int FindInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }
}
