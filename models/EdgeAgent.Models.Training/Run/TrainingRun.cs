using System.Collections.Concurrent;
using System.Globalization;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Optimize;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Run;

/// <summary>Trains one model, from nothing or from its newest checkpoint, until its tokens are used up.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const int ReportEvery = 25;
    private const int SaveEverySeconds = 120;

    private readonly RunFolder _folder;
    private readonly RunOptions _options;
    private readonly int _threads;
    private readonly TimeProvider _time;
    private readonly TextWriter _log;
    private readonly PhraseBook _book = new();
    private readonly SequenceMaker _sequences;
    private readonly LlamaModel _model;
    private readonly Optimizer _optimizer;
    private readonly LaneGradient[] _lanes;
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private readonly Evaluation _evaluation;
    private readonly StepReport _report = new();
    private long _tokens;

    /// <summary>Prepares a run in its folder; goes on where an earlier one stopped.</summary>
    public TrainingRun(RunFolder folder, RunOptions options, int threads, TimeProvider time, TextWriter log)
    {
        (_folder, _options, _threads, _time, _log) = (folder, options, threads, time, log);
        var chat = new ChatTokens(folder.Tokenizer(_book, options));
        _sequences = new SequenceMaker(_book, chat, options.Seed);
        _model = new LlamaModel(ShapeOf(options, chat.Tokenizer));
        if (options.FromFirstRelease)
        {
            StartWeights.Load(_model);
        }
        else
        {
            _model.Initialize(options.Seed);
        }
        _optimizer = new Optimizer(_model, new OptimizerOptions());
        _lanes = Enumerable.Range(0, options.Lanes).Select(_ => new LaneGradient(_model.Layout.Length)).ToArray();
        _evaluation = new Evaluation(_book, chat, _model.Shape, options);
        _evaluation.WriteDigests(folder.SplitsFile);
        if (File.Exists(folder.CheckpointFile))
        {
            _tokens = Checkpoint.Load(folder.CheckpointFile, _model, _optimizer);
            _log.WriteLine($"resumed at step {_optimizer.Steps}, {_tokens} tokens");
        }
    }

    /// <summary>Shape of the model of a recipe.</summary>
    public static ModelShape ShapeOf(RunOptions options, BytePairTokenizer tokenizer) =>
        new(tokenizer.Vocabulary.Count, options.Width, options.Layers, options.Width / ModelShape.HeadWidth,
            options.FeedForward, options.Context);

    /// <summary>Trains; on cancellation the state is saved first.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        var saved = _time.GetTimestamp();
        if (_optimizer.Steps == 0)
        {
            Evaluate(); // where the curve begins
        }
        while (_tokens < _options.Tokens && !cancellationToken.IsCancellationRequested)
        {
            var started = _time.GetTimestamp();
            var norm = Step();
            _report.Add(_lanes, norm, _time.GetElapsedTime(started));
            if (_optimizer.Steps % ReportEvery == 0)
            {
                _log.WriteLine(_report.Line(_optimizer.Steps, _tokens, _options.Tokens));
                _log.Flush();
            }
            if (_optimizer.Steps % _options.EvaluateEvery == 0)
            {
                Evaluate();
            }
            if (_time.GetElapsedTime(saved).TotalSeconds > SaveEverySeconds)
            {
                Save();
                saved = _time.GetTimestamp();
            }
        }
        Save();
        Evaluate();
    }

    private float Step()
    {
        var step = _optimizer.Steps;
        var growth = Math.Min(1, _tokens / (double)_options.GrowthTokens);
        var maxItems = _options.FirstItems + (int)(growth * (_options.LastItems - _options.FirstItems));
        Parallel.For(0, _lanes.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, lane =>
        {
            var sequence = _sequences.Make((step * _lanes.Length) + lane, maxItems, _options.Limits);
            if (!_workspaces.TryTake(out var work))
            {
                work = NewWorkspace(_model.Shape, _options.Limits);
            }
            _lanes[lane].Clear();
            var pass = new SequencePass(_model, sequence, work);
            pass.Forward();
            pass.Backward(_lanes[lane]);
            _workspaces.Add(work);
        });
        var share = Rate(step);
        if (share < 1 && step > _options.WarmupSteps && !File.Exists(_folder.StableFile))
        {
            Checkpoint.Save(_folder.StableFile, _model, _optimizer, _tokens);
        }
        _tokens += _lanes.Sum(lane => lane.Tokens);
        return _optimizer.Step(_lanes, (float)_options.PeakShare * share, _threads);
    }

    /// <summary>Buffers for sequences of these limits.</summary>
    public static Workspace NewWorkspace(ModelShape shape, SequenceLimits limits) =>
        new(shape, limits.Tokens + limits.Turn, limits.System, limits.Turn);

    // Rises, stays, falls to zero in a straight line: a stop before the fall can be trained on later.
    private float Rate(long step)
    {
        var left = (_options.Tokens - _tokens) / (_options.DecayShare * _options.Tokens);
        return (float)Math.Clamp(Math.Min((step + 1.0) / _options.WarmupSteps, left), 0, 1);
    }

    private void Evaluate()
    {
        var scores = _evaluation.Run(_optimizer.Average, _threads);
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{_optimizer.Steps},{_tokens},{_report.LastLoss:F4},{string.Join(',', scores.Select(s => s.ToString("F4", CultureInfo.InvariantCulture)))}");
        if (!File.Exists(_folder.CurveFile))
        {
            File.WriteAllText(_folder.CurveFile, "step,tokens,answer_loss,seen,names,phrases,both,lines\n");
        }
        File.AppendAllText(_folder.CurveFile, line + "\n");
        _log.WriteLine("exact match (step, tokens, loss, seen, names, phrases, both, lines): " + line);
        _log.Flush();
    }

    private void Save() => Checkpoint.Save(_folder.CheckpointFile, _model, _optimizer, _tokens);

    public void Dispose()
    {
        _model.Dispose();
        _optimizer.Dispose();
        _evaluation.Dispose();
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }
        foreach (var work in _workspaces)
        {
            work.Dispose();
        }
    }
}
