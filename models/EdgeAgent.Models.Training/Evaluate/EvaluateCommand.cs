using System.Text.Json;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Language;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Run;

namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>Measures a model file on all test sets and keeps the report.</summary>
internal sealed class EvaluateCommand(RunFolder folder, TextWriter log)
{
    private static readonly int[] s_homeSizes = [10, 30, 100, 300];

    // Of each set, for the comparison of encodings.
    private const int FloatHomes = 10;

    /// <summary>Homes of each set.</summary>
    public int Homes { get; init; } = Evaluation.TestHomes;

    /// <summary>Runs the sets through the engine; the unquantized file beside the run's checkpoint is compared where it is.</summary>
    public async Task<EvaluationReport> RunAsync(string file, string? floatFile, CancellationToken cancellationToken)
    {
        var book = new PhraseBook();
        var maker = new SplitMaker(book);
        var sets = Split.All.Select(split => (split.Name, Homes: maker.Make(split, SplitMaker.TestSeed, Homes))).ToList();
        var splits = new List<SplitScore>();
        var sizes = new List<SplitScore>();
        var floats = new List<SplitScore>();
        SplitScore? hand = null;
        IReadOnlyList<HostileScore> hostile;
        await using (var model = await LoadAsync(file, cancellationToken))
        {
            var evaluation = new EngineEvaluation(model, log);
            foreach (var (name, homes) in sets)
            {
                splits.Add(await evaluation.RunAsync(name, homes, cancellationToken));
            }
            foreach (var size in s_homeSizes)
            {
                var homes = maker.Make(Split.All[0], SplitMaker.TestSeed, Math.Max(1, Homes / 4), size);
                sizes.Add(await evaluation.RunAsync($"{size} devices", homes, cancellationToken));
            }
            if (File.Exists(HandwrittenSet.DefaultFile))
            {
                hand = await evaluation.RunAsync("by hand", HandwrittenSet.Read(HandwrittenSet.DefaultFile), cancellationToken);
            }
            hostile = await new HostileEvaluation(evaluation).RunAsync(
                new HostilePrompts(book).Make(HostilePrompts.All), cancellationToken);
        }
        if (floatFile is not null && File.Exists(floatFile))
        {
            foreach (var (encoding, path) in new[] { ("Q8_0", file), ("F32", floatFile) })
            {
                await using var model = await LoadAsync(path, cancellationToken);
                var evaluation = new EngineEvaluation(model, log);
                foreach (var (name, homes) in sets)
                {
                    floats.Add(await evaluation.RunAsync(
                        $"{name}, {FloatHomes} homes, {encoding}", homes.Take(FloatHomes), cancellationToken));
                }
            }
        }
        var report = new EvaluationReport(
            Path.GetFileName(file),
            (await ModelDigest.OfFileAsync(file, cancellationToken)).ToString(),
            new FileInfo(file).Length,
            GgufModelFacts.Of(GgufFile.Read(file)).Parameters,
            splits, sizes, floats, hand, [.. hostile]);
        RunFolder.WriteAtomically(
            folder.ReportFile, JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.EvaluationReport));
        return report;
    }

    private static Task<ILanguageModel> LoadAsync(string file, CancellationToken cancellationToken) =>
        new GgufLanguageRuntime().LoadAsync(new LanguageModelOptions(file), cancellationToken);
}
