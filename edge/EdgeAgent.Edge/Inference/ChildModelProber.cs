using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Identity;
using EdgeAgent.Models;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>
/// Runs <c>edgeagent probe-model</c> as a child: what native code dies of ends the child. The verdict is kept by the
/// model's digest and the program's version; only a child that was killed by a signal is a verdict against the model, a
/// refusal in words comes again with the load itself.
/// </summary>
/// <param name="program">This program.</param>
/// <param name="version">Of it: another one brings other native code.</param>
/// <param name="data">Keeps the verdicts.</param>
public sealed class ChildModelProber(string program, AgentVersion version, DataDirectory data) : IModelProber
{
    /// <summary>What a child may take at most: beyond, the load itself would not do better.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    /// <summary>Exit codes above it stand for signals (128 + number).</summary>
    private const int SignalBase = 128;

    private readonly ConcurrentDictionary<ModelDigest, bool> _sound = new();

    /// <inheritdoc/>
    public async Task CheckAsync(ModelDigest digest, LanguageModelOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var verdict = Path.Combine(data.Root, "probes", digest.ToString());
        var isSound = _sound.ContainsKey(digest) || IsNoted(verdict, "sound");
        if (!isSound)
        {
            if (IsNoted(verdict, "fatal") || await KillsAsync(options, cancellationToken))
            {
                Note(verdict, "fatal");
                throw new InferenceException(
                    $"Model {digest} ends the process that loads it: its file is damaged or made to do that. It is not loaded.");
            }
            Note(verdict, "sound");
        }
        _sound[digest] = true;
    }

    private string Line(string word) => $"{word} {version.Text}\n";

    private bool IsNoted(string verdict, string word)
    {
        try
        {
            return string.Equals(File.ReadAllText(verdict), Line(word), StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Note(string verdict, string word)
    {
        PrivateFile.EnsureDirectory(Path.GetDirectoryName(verdict)!);
        PrivateFile.WriteAtomic(verdict, Encoding.UTF8.GetBytes(Line(word)));
    }

    private async Task<bool> KillsAsync(LanguageModelOptions options, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "probe-model", options.Path,
            "--context", options.ContextTokens.ToString(CultureInfo.InvariantCulture),
            "--threads", options.Threads.ToString(CultureInfo.InvariantCulture),
        ];
        using var child = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            // Read to the end, so that a talkative child never waits for us.
            await Task.WhenAll(
                child.StandardOutput.ReadToEndAsync(limit.Token), child.StandardError.ReadToEndAsync(limit.Token));
            await child.WaitForExitAsync(limit.Token);
            return child.ExitCode > SignalBase;
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return false; // slow is not fatal
        }
    }
}
