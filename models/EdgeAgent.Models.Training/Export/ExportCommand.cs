using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Optimize;
using EdgeAgent.Models.Training.Run;

namespace EdgeAgent.Models.Training.Export;

/// <summary>Writes the averaged weights of a run's newest checkpoint as GGUF files.</summary>
internal static class ExportCommand
{
    /// <summary>File of the shipped encoding.</summary>
    public const string QuantizedFile = GgufExport.ModelName + "-q8_0.gguf";

    /// <summary>File for comparing, not shipped.</summary>
    public const string FloatFile = GgufExport.ModelName + "-f32.gguf";

    /// <summary>Writes both files into a folder; returns the path of the quantized one.</summary>
    /// <exception cref="FileNotFoundException">The run has no checkpoint.</exception>
    public static string Run(RunFolder folder, RunOptions options, string output)
    {
        var tokenizer = folder.Tokenizer(new PhraseBook(), options);
        using var model = new LlamaModel(TrainingRun.ShapeOf(options, tokenizer));
        using var optimizer = new Optimizer(model, new OptimizerOptions());
        Checkpoint.Load(folder.CheckpointFile, model, optimizer);
        var weights = optimizer.Average.Span.ToArray();
        Directory.CreateDirectory(output);
        var quantized = Path.Combine(output, QuantizedFile);
        GgufExport.Write(quantized, model.Layout, weights, tokenizer, GgmlType.Q8_0);
        GgufExport.Write(Path.Combine(folder.Path, FloatFile), model.Layout, weights, tokenizer, GgmlType.F32);
        return quantized;
    }
}
