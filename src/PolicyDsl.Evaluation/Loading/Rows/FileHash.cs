using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The SHA-256 of a file from its bytes in order: at once, or on a thread of its own, because hashing takes longer than everything else that is done with a byte.</summary>
internal abstract class FileHash : IDisposable
{
    public static FileHash Create(bool apart) => apart ? new Apart() : new AtOnce();

    public abstract void Add(ReadOnlySpan<byte> bytes);

    /// <summary>The hash of all bytes added, in lower-case hexadecimal.</summary>
    public abstract string Finish();

    public abstract void Dispose();

    private sealed class AtOnce : FileHash
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override void Add(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        public override string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override void Dispose() => _hash.Dispose();
    }

    /// <summary>Copies the bytes and hashes them behind the reader's back. A few megabytes may wait, then reading waits too.</summary>
    private sealed class Apart : FileHash
    {
        private const int PartBytes = 256 * 1024;
        private const int MostWaiting = 16;

        private readonly AtOnce _hash = new();
        private readonly BlockingCollection<(byte[] Bytes, int Length)> _waiting = new(MostWaiting);
        private byte[] _part = [];
        private int _length;
        private Thread? _thread;

        public override void Add(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                if (_part.Length == 0)
                {
                    _part = ArrayPool<byte>.Shared.Rent(PartBytes);
                }

                var count = Math.Min(bytes.Length, PartBytes - _length);
                bytes[..count].CopyTo(_part.AsSpan(_length));
                _length += count;
                bytes = bytes[count..];
                if (_length == PartBytes)
                {
                    Send();
                }
            }
        }

        public override string Finish()
        {
            Stop();
            _hash.Add(_part.AsSpan(0, _length));
            return _hash.Finish();
        }

        public override void Dispose()
        {
            Stop();
            _waiting.Dispose();
            _hash.Dispose();
        }

        private void Send()
        {
            if (_thread is null)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = "file hash" };
                _thread.Start();
            }

            _waiting.Add((_part, _length));
            (_part, _length) = ([], 0);
        }

        private void Stop()
        {
            _waiting.CompleteAdding();
            _thread?.Join();
            _thread = null;
        }

        private void Work()
        {
            foreach (var (bytes, length) in _waiting.GetConsumingEnumerable())
            {
                _hash.Add(bytes.AsSpan(0, length));
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }
}
