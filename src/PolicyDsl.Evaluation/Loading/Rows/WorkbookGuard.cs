using System.IO.Compression;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Refuses a workbook that unpacks to more than any real one, before its shared texts are loaded into memory.</summary>
internal static class WorkbookGuard
{
    private const long MaxUnpackedBytes = 4L << 30;
    private const long UnsuspiciousBytes = 256L << 20;
    private const int UnsuspiciousRatio = 200;

    public static void RefuseBombs(LocatedFile file)
    {
        if (file.Bytes == 0)
        {
            throw new DataException($"the file `{file.Name}` is empty", file.Name);
        }

        using var stream = RawFileStream.OpenFile(file);
        long unpacked;
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            unpacked = archive.Entries.Sum(entry => entry.Length);
        }
        catch (InvalidDataException)
        {
            // An old .xls, a workbook with a password, or a damaged file: the reader tells them apart.
            return;
        }

        if (unpacked > MaxUnpackedBytes || (unpacked > UnsuspiciousBytes && unpacked / UnsuspiciousRatio > file.Bytes))
        {
            throw new DataException($"the workbook `{file.Name}` unpacks to more than can be read; save the sheet as .csv", file.Name);
        }
    }
}
