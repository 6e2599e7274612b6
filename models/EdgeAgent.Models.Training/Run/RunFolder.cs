using System.Text;
using System.Text.Json;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Run;

/// <summary>Files of one run: recipe, tokenizer, splits' digests, checkpoints, learning curve.</summary>
/// <param name="path">The folder; made where missing.</param>
internal sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateDirectory(path).FullName;

    /// <summary>Newest state.</summary>
    public string CheckpointFile => File("latest.ckpt");

    /// <summary>State where the learning rate began to fall; longer runs go on from here.</summary>
    public string StableFile => File("stable.ckpt");

    /// <summary>One line a look at the development sets.</summary>
    public string CurveFile => File("curve.csv");

    /// <summary>Digests of the splits, written before the first step.</summary>
    public string SplitsFile => File("splits.txt");

    /// <summary>Results of the newest evaluation.</summary>
    public string ReportFile => File("report.json");

    /// <summary>Result of the newest speed measurement.</summary>
    public string SpeedFile => File("speed.json");

    /// <summary>What whoever ran it has to say; appended to the card.</summary>
    public string NotesFile => File("notes.md");

    private string MergesFile => File("merges.txt");

    private string OptionsFile => File("recipe.json");

    /// <summary>Reads the recipe of a run that was begun, or keeps this one.</summary>
    /// <param name="fresh">Recipe of a new run.</param>
    /// <param name="tokens">Another length, also for a run that was begun.</param>
    public RunOptions Options(RunOptions fresh, long? tokens = null)
    {
        var options = System.IO.File.Exists(OptionsFile)
            ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(OptionsFile), RunJson.Default.RunOptions)
                ?? throw new InvalidDataException($"{OptionsFile} is empty.")
            : fresh;
        options = options with { Tokens = tokens ?? options.Tokens };
        WriteAtomically(OptionsFile, JsonSerializer.SerializeToUtf8Bytes(options, RunJson.Default.RunOptions));
        return options;
    }

    /// <summary>Reads the tokenizer, or learns it from the corpus.</summary>
    public BytePairTokenizer Tokenizer(PhraseBook book, RunOptions options)
    {
        if (!System.IO.File.Exists(MergesFile))
        {
            var lines = options.FromFirstRelease ? StartWeights.Merges()
                : new TokenizerCorpus(book, options.Seed).Learn(options.TokenizerHomes, options.Merges)
                    .Select(merge => $"{merge.Left} {merge.Right}");
            WriteAtomically(MergesFile, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        }
        return new BytePairTokenizer(System.IO.File.ReadAllLines(MergesFile)
            .Select(line => line.Split(' ')).Select(pair => (pair[0], pair[1])).ToList());
    }

    /// <summary>Writes a file so that a crash leaves the old or the new one.</summary>
    public static void WriteAtomically(string file, ReadOnlySpan<byte> content)
    {
        using (var stream = new FileStream(file + ".new", FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        System.IO.File.Move(file + ".new", file, overwrite: true);
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
