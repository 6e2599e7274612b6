using System.CommandLine;
using System.Globalization;
using EdgeAgent.Models;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Service;

/// <summary><c>edgeagent probe-model</c>: what native code dies of ends this process and not the agent.</summary>
internal static class ProbeModelCommand
{
    private static readonly Argument<string> s_file = new("FILE") { Description = "A GGUF file" };

    private static readonly Option<int> s_context = new("--context")
    {
        Description = "Tokens of context; 0: what the model was trained for",
    };

    private static readonly Option<int> s_threads = new("--threads")
    {
        Description = "Compute threads; 0: one a physical core",
    };

    private static readonly Option<int> s_prompt = new("--prompt")
    {
        Description = "Tokens of a prompt to compute, about; 500 shows the most memory that the model takes",
        DefaultValueFactory = static _ => 8,
    };

    /// <param name="guard">Turns what the owner can mend into a line and an exit code.</param>
    public static Command Create(Func<Func<Task<int>>, Task<int>> guard)
    {
        var probe = new Command("probe-model", "Loads a model, computes a few tokens, and shows what it takes")
        {
            s_file, s_context, s_threads, s_prompt,
        };
        probe.SetAction((result, cancellationToken) => guard(() => RunAsync(
            new LanguageModelOptions(
                result.GetValue(s_file)!, result.GetValue(s_context), result.GetValue(s_threads)),
            result.GetValue(s_prompt),
            cancellationToken)));
        return probe;
    }

    private static async Task<int> RunAsync(
        LanguageModelOptions options, int promptTokens, CancellationToken cancellationToken)
    {
        try
        {
            var report = await GgufModelProbe.RunAsync(options, promptTokens, cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Name}: {report.MeasuredBytes >> 20} MiB taken, {report.EstimatedBytes >> 20} MiB estimated, " +
                $"{report.TokensPerSecond:F1} tokens/s with {report.Threads} threads"));
            return ExitCodes.Done;
        }
        catch (Exception refused) when (refused is ModelFormatException or InferenceException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Failed;
        }
    }
}
