using EdgeAgent.Edge.Configuration;
using EdgeAgent.Models;

namespace EdgeAgent.Edge.Models;

/// <summary>The models on this device: files named by their digest. A file under its final name has been verified.</summary>
internal sealed class ModelStore(DataDirectory data)
{
    private const string PartSuffix = ".part";

    private readonly Lock _gate = new();
    private readonly Dictionary<ModelDigest, TaskCompletionSource> _expected = []; // bounded by the hub's list

    /// <summary>A model has come or gone.</summary>
    public event EventHandler? Changed;

    /// <summary>All models, in the order of their digests.</summary>
    public IReadOnlyList<ModelDigest> List()
    {
        if (!Directory.Exists(data.Models))
        {
            return [];
        }
        var models = new List<ModelDigest>();
        foreach (var file in Directory.EnumerateFiles(data.Models))
        {
            if (ModelDigest.TryParse(Path.GetFileName(file), out var digest))
            {
                models.Add(digest);
            }
        }
        models.Sort(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
        return models;
    }

    /// <summary>Whether the model is here.</summary>
    public bool Has(ModelDigest digest) => File.Exists(PathOf(digest));

    /// <summary>The model's file; null when it is not here.</summary>
    public string? Find(ModelDigest digest) => Has(digest) ? PathOf(digest) : null;

    /// <summary>Where a download grows.</summary>
    public string PartOf(ModelDigest digest) => PathOf(digest) + PartSuffix;

    /// <summary>Space taken by models and unfinished downloads, bytes.</summary>
    public long SizeBytes() => Directory.Exists(data.Models)
        ? new DirectoryInfo(data.Models).EnumerateFiles().Sum(static file => file.Length)
        : 0;

    /// <summary>Whether the model is being fetched.</summary>
    public bool IsExpected(ModelDigest digest)
    {
        lock (_gate)
        {
            return _expected.ContainsKey(digest);
        }
    }

    /// <summary>Announces that the model will come: jobs for it may wait.</summary>
    public void Expect(ModelDigest digest)
    {
        lock (_gate)
        {
            _expected.TryAdd(digest, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    /// <summary>Ends an expectation: the model is here, or will not come now.</summary>
    /// <param name="digest">The model.</param>
    /// <param name="failure">Why it did not come; null: it came.</param>
    public void Settle(ModelDigest digest, string? failure)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _expected.Remove(digest, out waiting);
        }
        if (failure is null)
        {
            waiting?.TrySetResult();
            Changed?.Invoke(this, EventArgs.Empty);
        }
        else if (waiting is not null)
        {
            waiting.TrySetException(new IOException(failure));
            _ = waiting.Task.Exception; // nobody may be waiting
        }
    }

    /// <summary>Ends when the model is here.</summary>
    /// <exception cref="IOException">It is not here and does not come.</exception>
    public Task WhenPresentAsync(ModelDigest digest, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_expected.TryGetValue(digest, out var waiting))
            {
                return waiting.Task.WaitAsync(cancellationToken);
            }
        }
        return Has(digest)
            ? Task.CompletedTask
            : Task.FromException(new FileNotFoundException($"Model {digest} is not on this device."));
    }

    /// <summary>Puts a verified download in its place. The caller has flushed it to the disk.</summary>
    public void Publish(ModelDigest digest) => File.Move(PartOf(digest), PathOf(digest), overwrite: true);

    /// <summary>Deletes a model and what was begun of it.</summary>
    public void Remove(ModelDigest digest)
    {
        File.Delete(PathOf(digest));
        File.Delete(PartOf(digest));
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private string PathOf(ModelDigest digest) => Path.Combine(data.Models, digest.ToString());
}
