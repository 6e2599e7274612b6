using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Language;
using EdgeAgent.Models.Training.Card;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Evaluate;
using EdgeAgent.Models.Training.Export;
using EdgeAgent.Models.Training.Run;

namespace EdgeAgent.Models.Training;

/// <summary>The commands of this tool.</summary>
internal sealed class TrainingCommandLine
{
    private readonly Option<string> _run = new("--run")
    {
        Description = "Folder of the run: recipe, tokenizer, checkpoints, learning curve.",
        DefaultValueFactory = _ => Path.Combine("artifacts", "training", "home"),
    };

    private readonly Option<string> _output = new("--out")
    {
        Description = "Folder for the model and its card.",
        DefaultValueFactory = _ => Path.Combine("models", "catalog", "bundled"),
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads; the result does not depend on them.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<long?> _tokens = new("--tokens") { Description = "Tokens of the whole run; changes a begun run's end." };
    private readonly Option<string?> _model = new("--model") { Description = "Another model file to measure." };
    private readonly Option<int> _homes = new("--homes")
    {
        Description = "Homes of each test set, 24 sentences each; fewer are quicker.",
        DefaultValueFactory = _ => Evaluation.TestHomes,
    };

    private readonly TimeProvider _time;
    private readonly TextWriter _log;

    private TrainingCommandLine(TimeProvider time, TextWriter log) => (_time, _log) = (time, log);

    /// <summary>Builds the root command.</summary>
    public static RootCommand Build(TimeProvider time, TextWriter log)
    {
        var line = new TrainingCommandLine(time, log);
        return new RootCommand("Trains, measures and exports the bundled model edgeagent-home.")
        {
            line.Command("all", "From nothing to the model and its card.", line.AllAsync),
            line.Command("train", "Train, or go on with a run.", (parse, token) => line.Train(parse, new RunOptions(), token)),
            line.Command("short", "A run of seconds, for tests.", (parse, token) => line.Train(parse, RunOptions.Short, token)),
            line.Command("export", "Write the model as GGUF.", line.ExportAsync),
            line.Command("eval", "Measure the model through the engine.", line.EvaluateAsync),
            line.Command("bench", "Measure the model's speed in the engine on one thread.", line.BenchAsync),
            line.Command("card", "Write the model card.", line.WriteCard),
            line.Command("speed", "Measure the trainer by processor time.", line.Speed),
            line.Command("sample", "Print homes and sentences of the corpus.", line.Sample),
        };
    }

    private Command Command(string name, string text, Func<ParseResult, CancellationToken, Task> action)
    {
        var command = new Command(name, text) { _run, _output, _threads, _tokens, _model, _homes };
        command.SetAction(action);
        return command;
    }

    private async Task AllAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        await Train(parse, new RunOptions(), cancellationToken);
        if (cancellationToken.IsCancellationRequested)
        {
            return; // saved; the same command goes on
        }
        await ExportAsync(parse, cancellationToken);
        await EvaluateAsync(parse, cancellationToken);
        await WriteCard(parse, cancellationToken);
    }

    private Task Train(ParseResult parse, RunOptions fresh, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true; // the run saves its state first
                stop.Cancel();
            });
            var folder = Folder(parse);
            var options = folder.Options(fresh, parse.GetValue(_tokens));
            using var run = new TrainingRun(folder, options, parse.GetValue(_threads), _time, _log);
            run.Run(stop.Token);
        },
        CancellationToken.None);

    private async Task ExportAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var folder = Folder(parse);
        var file = ExportCommand.Run(folder, folder.Options(new RunOptions()), parse.GetValue(_output)!);
        await _log.WriteLineAsync(file.AsMemory(), cancellationToken);
    }

    private async Task EvaluateAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var folder = Folder(parse);
        var file = parse.GetValue(_model) ?? Path.Combine(parse.GetValue(_output)!, ExportCommand.QuantizedFile);
        var floats = Path.Combine(folder.Path, ExportCommand.FloatFile);
        var command = new EvaluateCommand(folder, _log) { Homes = parse.GetValue(_homes) };
        await command.RunAsync(file, floats, cancellationToken);
    }

    private async Task BenchAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var folder = Folder(parse);
        var file = parse.GetValue(_model) ?? Path.Combine(parse.GetValue(_output)!, ExportCommand.QuantizedFile);
        await using var model = await new GgufLanguageRuntime().LoadAsync(
            new LanguageModelOptions(file, Threads: 1), cancellationToken);
        var score = await new SpeedMeasure(model, _time).RunAsync(new PhraseBook(), cancellationToken);
        var json = JsonSerializer.SerializeToUtf8Bytes(score, RunJson.Default.SpeedScore);
        RunFolder.WriteAtomically(folder.SpeedFile, json);
        await _log.WriteLineAsync(Encoding.UTF8.GetString(json).AsMemory(), cancellationToken);
    }

    private Task WriteCard(ParseResult parse, CancellationToken cancellationToken)
    {
        var folder = Folder(parse);
        CardCommand.Run(folder, folder.Options(new RunOptions()), parse.GetValue(_output)!);
        return Task.CompletedTask;
    }

    private Task Speed(ParseResult parse, CancellationToken cancellationToken)
    {
        var folder = Folder(parse);
        new SpeedTest(folder, folder.Options(new RunOptions()), _log).Run();
        return Task.CompletedTask;
    }

    private Task Sample(ParseResult parse, CancellationToken cancellationToken)
    {
        foreach (var split in Split.All)
        {
            CorpusSample.Print(split, homes: 3, _log);
        }
        return Task.CompletedTask;
    }

    private RunFolder Folder(ParseResult parse) => new(parse.GetValue(_run)!);
}
