using System.Collections.Concurrent;
using System.Text;
using EdgeAgent.Models.Training.Compute;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Run;

/// <summary>Exact match on the development sets while training, without grammar and without the code's checks.</summary>
internal sealed class Evaluation : IDisposable
{
    /// <summary>Homes of each set that the card reports.</summary>
    public const int TestHomes = 42;

    private readonly PhraseBook _book;
    private readonly LlamaModel _model;
    private readonly RunOptions _options;
    private readonly List<List<PackedSequence>> _sets;
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    public Evaluation(PhraseBook book, ChatTokens chat, ModelShape shape, RunOptions options)
    {
        (_book, _options) = (book, options);
        _model = new LlamaModel(shape);
        var maker = new SplitMaker(book);
        _sets = Split.All
            .Select(split => maker.Make(split, SplitMaker.DevelopmentSeed, options.DevelopmentHomes)
                .Select(home => Pack(home, chat)).ToList())
            .ToList();
    }

    /// <summary>Share of exact answers in each set, 0 to 1, in the order of <see cref="Split.All"/>.</summary>
    public IReadOnlyList<double> Run(FloatBuffer weights, int threads)
    {
        weights.Span.CopyTo(_model.Weights.Span);
        _model.Pack();
        return _sets.Select(set => Score(set, threads)).ToList();
    }

    /// <summary>Keeps the digests of all sets; refuses to go on where the file has others.</summary>
    /// <exception cref="InvalidDataException">The corpus changed since the run began.</exception>
    public void WriteDigests(string file)
    {
        var maker = new SplitMaker(_book);
        var text = new StringBuilder();
        foreach (var (name, seed) in new[] { ("development", SplitMaker.DevelopmentSeed), ("test", SplitMaker.TestSeed) })
        {
            foreach (var split in Split.All)
            {
                var homes = seed == SplitMaker.TestSeed ? TestHomes : _options.DevelopmentHomes;
                text.Append(name).Append(' ').Append(split.Name).Append(' ')
                    .Append(SplitMaker.Digest(maker.Make(split, seed, homes))).Append('\n');
            }
        }
        if (!File.Exists(file))
        {
            RunFolder.WriteAtomically(file, Encoding.UTF8.GetBytes(text.ToString()));
        }
        else if (File.ReadAllText(file) != text.ToString())
        {
            throw new InvalidDataException($"The splits are not those of {file}: the corpus changed since the run began.");
        }
    }

    private double Score(List<PackedSequence> set, int threads)
    {
        var (right, all) = (0, 0);
        Parallel.ForEach(set, new ParallelOptions { MaxDegreeOfParallelism = threads }, sequence =>
        {
            if (!_workspaces.TryTake(out var work))
            {
                work = new Workspace(_model.Shape, 2048, 1024, 256);
            }
            var results = new ExactMatch(_model, work).Check(sequence);
            Interlocked.Add(ref right, results.Count(exact => exact));
            Interlocked.Add(ref all, results.Count);
            _workspaces.Add(work);
        });
        return (double)right / all;
    }

    private static PackedSequence Pack(SplitHome home, ChatTokens chat)
    {
        var sequence = new PackedSequence(chat.System(home.Home).ToArray());
        foreach (var example in home.Examples)
        {
            sequence.AddTurn(chat.User(example.Sentence).ToArray(), chat.Answer(example.Answer).ToArray(), 0);
        }
        return sequence;
    }

    public void Dispose()
    {
        _model.Dispose();
        foreach (var work in _workspaces)
        {
            work.Dispose();
        }
    }
}
