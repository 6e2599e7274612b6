using System.Diagnostics;
using System.Globalization;
using EdgeAgent.Models.Training.Compute;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Optimize;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Run;

/// <summary>Measures the trainer by processor time, so that other load on the machine does not count.</summary>
internal sealed class SpeedTest(RunFolder folder, RunOptions options, TextWriter log)
{
    private const int Steps = 6;

    /// <summary>Prints the speed of the kernel and of whole steps on one thread.</summary>
    public void Run()
    {
        Kernel();
        var book = new PhraseBook();
        var chat = new ChatTokens(folder.Tokenizer(book, options));
        var maker = new SequenceMaker(book, chat, options.Seed);
        using var model = new LlamaModel(TrainingRun.ShapeOf(options, chat.Tokenizer));
        model.Initialize(options.Seed);
        using var optimizer = new Optimizer(model, new OptimizerOptions());
        using var lane = new LaneGradient(model.Layout.Length);
        using var work = TrainingRun.NewWorkspace(model.Shape, options.Limits);
        var (make, pass, step) = (0.0, 0.0, 0.0);
        var tokens = 0L;
        for (var i = 0; i < Steps; i++)
        {
            PackedSequence? sequence = null;
            var made = Measure(() => sequence = maker.Make(i, options.LastItems, options.Limits));
            lane.Clear();
            var passed = Measure(() =>
            {
                var one = new SequencePass(model, sequence!, work);
                one.Forward();
                one.Backward(lane);
            });
            var stepped = Measure(() => optimizer.Step([lane], 1, 1));
            if (i > 0) // the first one compiles
            {
                (make, pass, step, tokens) = (make + made, pass + passed, step + stepped, tokens + lane.Tokens);
            }
        }
        log.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tokens} tokens: corpus {make:F2} s, passes {pass:F2} s ({tokens / pass:F0} tokens a CPU second), optimizer {step / (Steps - 1):F3} s a step"));
    }

    private unsafe void Kernel()
    {
        const int M = 1024;
        const int N = 512;
        const int K = 192;
        using var a = new FloatBuffer(M * K);
        using var b = new FloatBuffer(N * K);
        using var c = new FloatBuffer(M * N);
        for (var round = 0; round < 2; round++)
        {
            var seconds = Measure(() =>
            {
                for (var i = 0; i < 100; i++)
                {
                    Gemm.Multiply(a.Pointer, K, b.Pointer, c.Pointer, N, M, N, K, accumulate: false);
                }
            });
            log.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"kernel {2e-9 * M * N * K * 100 / seconds:F0} GFLOP a CPU second"));
        }
    }

    private static double Measure(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return Math.Max(1e-6, (process.TotalProcessorTime - before).TotalSeconds);
    }
}
