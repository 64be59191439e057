using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Texts of cells as bytes and back: UTF-8, and for the halves of pairs that stand alone, which a workbook may hold, their own three bytes, so that different
/// texts have different bytes and every text comes back as it was.
/// </summary>
internal static class CellText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Encode(string text, ArrayBufferWriter<byte> target)
    {
        var room = target.GetSpan(3 * text.Length);
        if (Utf8.FromUtf16(text, room, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            target.Advance(written);
            return;
        }

        EncodeHalves(text, target);
    }

    public static string Decode(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Strict.GetString(bytes) : DecodeHalves(bytes);

    private static void EncodeHalves(string text, ArrayBufferWriter<byte> target)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                target.Advance(rune.EncodeToUtf8(target.GetSpan(4)));
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                target.Write([(byte)(0xE0 | (text[i] >> 12)), (byte)(0x80 | ((text[i] >> 6) & 0x3F)), (byte)(0x80 | (text[i] & 0x3F))]);
            }
        }
    }

    private static string DecodeHalves(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        Span<char> pair = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(pair[..rune.EncodeToUtf16(pair)]);
                bytes = bytes[length..];
            }
            else
            {
                text.Append((char)(((bytes[0] & 0x0F) << 12) | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F)));
                bytes = bytes[3..];
            }
        }

        return text.ToString();
    }
}
