using EdgeAgent.Models.Gguf.RandomModels;

namespace EdgeAgent.Hub.Models;

/// <summary>Where the default model comes from.</summary>
internal abstract record ModelSource
{
    private ModelSource()
    {
    }

    /// <summary>Changes when the source does, so that an unchanged one is not read again at each start.</summary>
    public abstract string Key { get; }

    /// <summary>A GGUF file of the owner's or of the program's.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="SizeBytes">Its size.</param>
    /// <param name="Changed">When it was written.</param>
    public sealed record GivenFile(string Path, long SizeBytes, DateTime Changed) : ModelSource
    {
        public override string Key => FormattableString.Invariant($"file:{SizeBytes}:{Changed.Ticks}:{Path}");
    }

    /// <summary>Random weights: something to serve where there is nothing.</summary>
    public sealed record Generated : ModelSource
    {
        /// <summary>What clients call it.</summary>
        public const string Name = "random-tiny";

        /// <summary>The same for each hub, so that all hubs make the same file.</summary>
        public const ulong Seed = 1;

        /// <summary>The encoding of its weights.</summary>
        public const RandomQuantization Quantization = RandomQuantization.Q8_0;

        public override string Key =>
            FormattableString.Invariant($"random:{LlamaShape.Tiny260K.Name}:{Quantization}:{Seed}");
    }
}
