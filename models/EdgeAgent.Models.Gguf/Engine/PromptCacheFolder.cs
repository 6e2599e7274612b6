using System.Globalization;
using EdgeAgent.Models.Gguf.Native;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Kept beginnings of one model on disk, from its unloading to its next loading.</summary>
/// <param name="directory">Made where it is missing.</param>
/// <param name="digest">The model.</param>
/// <param name="origin">See <see cref="SequenceFile"/>.</param>
internal sealed class PromptCacheFolder(string directory, ModelDigest digest, string origin)
{
    private const string Extension = ".kvseq";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _prefix = digest.ToString()[..32];

    /// <summary>Puts the stored sequences into memory, as far as there is room; the files are gone afterwards.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public unsafe void Restore(SequencePool pool, ContextHandle context)
    {
        if (!Directory.Exists(directory))
        {
            return;
        }
        foreach (var file in Directory.GetFiles(directory, $"{_prefix}-*{Extension}").Order(StringComparer.Ordinal))
        {
            if (SequenceFile.TryRead(File.ReadAllBytes(file)) is { } stored
                && string.Equals(stored.Origin, origin, StringComparison.Ordinal))
            {
                pool.TryRestore(stored.Adapter, stored.Tokens, id =>
                {
                    // Invariant: the call keeps nothing of the bytes, which this build wrote itself (the hash says so).
                    fixed (byte* state = stored.State)
                    {
                        return LlamaApi.llama_state_seq_set_data(context, state, (nuint)stored.State.Length, id) > 0;
                    }
                });
            }
            File.Delete(file);
        }
    }

    /// <summary>Stores the sequences that nobody computes with, the last used first.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public unsafe void Save(SequencePool pool, ContextHandle context)
    {
        Directory.CreateDirectory(directory);
        var number = 0;
        foreach (var sequence in pool.Sequences.Where(static one => !one.IsRunning)
            .OrderByDescending(static one => one.LastUse))
        {
            var state = new byte[LlamaApi.llama_state_seq_get_size(context, sequence.Id)];
            fixed (byte* start = state)
            {
                if (LlamaApi.llama_state_seq_get_data(context, start, (nuint)state.Length, sequence.Id)
                    != (nuint)state.Length)
                {
                    continue;
                }
            }
            var file = Path.Combine(
                directory, string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{number++:D4}{Extension}"));
            Write(file, new SequenceFile(origin, sequence.Adapter, sequence.Tokens.ToArray(), state).ToBytes());
        }
    }

    private static void Write(string file, byte[] bytes)
    {
        var partial = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(partial, OwnerOnly); // while it is empty
                }
                stream.Write(bytes);
            }
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
