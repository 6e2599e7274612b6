using System.Text;
using System.Text.Json;
using EdgeAgent.Models.Training.Evaluate;
using EdgeAgent.Models.Training.Run;

namespace EdgeAgent.Models.Training.Card;

/// <summary>Writes card and learning curve beside the model.</summary>
internal static class CardCommand
{
    /// <summary>Writes both from the run's report.</summary>
    /// <exception cref="FileNotFoundException">The model was not evaluated yet.</exception>
    public static void Run(RunFolder folder, RunOptions options, string output)
    {
        var report = JsonSerializer.Deserialize(File.ReadAllBytes(folder.ReportFile), RunJson.Default.EvaluationReport)
            ?? throw new InvalidDataException($"{folder.ReportFile} is empty.");
        var curve = CurvePoint.Read(folder.CurveFile);
        var card = ModelCard.Markdown(report, Speed(folder), options, File.ReadAllText(folder.SplitsFile), curve);
        if (File.Exists(folder.NotesFile))
        {
            card += "\n\n## Notes\n\n" + File.ReadAllText(folder.NotesFile).TrimEnd();
        }
        Directory.CreateDirectory(output);
        RunFolder.WriteAtomically(Path.Combine(output, "edgeagent-home.md"), Encoding.UTF8.GetBytes(card + "\n"));
        RunFolder.WriteAtomically(
            Path.Combine(output, "edgeagent-home-curve.svg"), Encoding.UTF8.GetBytes(CurvePlot.Svg(curve)));
    }

    private static SpeedScore? Speed(RunFolder folder) => File.Exists(folder.SpeedFile)
        ? JsonSerializer.Deserialize(File.ReadAllBytes(folder.SpeedFile), RunJson.Default.SpeedScore)
        : null;
}
