using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Identity;
using EdgeAgent.Models;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>Models and jobs as a hub makes them.</summary>
internal static class TestJobs
{
    private static readonly Lazy<Task<byte[]>> s_model = new(MakeModelAsync);

    /// <summary>The bytes of a small model with random weights, the same for all tests of a run.</summary>
    public static Task<byte[]> ModelAsync() => s_model.Value;

    /// <summary>Puts the model into a device's store.</summary>
    public static async Task<ModelDigest> GiveModelAsync(DataDirectory data)
    {
        var bytes = await ModelAsync();
        var digest = ModelDigest.FromBytes(SHA256.HashData(bytes));
        Directory.CreateDirectory(data.Models);
        await File.WriteAllBytesAsync(
            Path.Combine(data.Models, digest.ToString()), bytes, TestContext.Current.CancellationToken);
        return digest;
    }

    /// <summary>A job that the home's hub signs for one device.</summary>
    public static JobRequest Make(
        TestHome home,
        SigningKey device,
        ModelDigest model,
        string prompt = "Once upon a time",
        int maxTokens = 24,
        int ttlMs = 120_000,
        SamplingParameters? sampling = null,
        IReadOnlyList<string>? stop = null)
    {
        var how = sampling ?? SamplingParameters.Greedy;
        var input = WireJson.Write(new JobInput(Prompt: prompt), WireJson.Default.JobInput);
        var salt = Commitment.NewSalt();
        var quote = Quote(home, device, model);
        var work = new WorkLock(
            home.HomeId,
            TypedData.Digest(quote.Quote),
            home.Key.Address,
            MaxSpend: 1_000_000,
            Seed: 7,
            Keccak256.Hash(CanonicalSampling.Encode(how, stop ?? [])),
            Commitment.Compute(salt, input),
            Nonce: BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        return new JobRequest(
            JobId.New(), quote, Sign(home, work), model, input, salt, how, stop ?? [], maxTokens, ttlMs, Resume: []);
    }

    /// <summary>A quote of the device: one micro-credit a token in, two a token out.</summary>
    public static SignedQuote Quote(TestHome home, SigningKey device, ModelDigest model)
    {
        var quote = new Quote(
            home.HomeId, default, device.Address, 0, PriceIn: 1, PriceOut: 2, 0, 8, 0, 0, new Bytes32(Bytes(model)),
            default, ulong.MaxValue, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        return new SignedQuote(quote, device.Sign(TypedData.Digest(quote)));
    }

    private static byte[] Bytes(ModelDigest model)
    {
        var bytes = new byte[Bytes32.SizeBytes];
        model.CopyTo(bytes);
        return bytes;
    }

    public static SignedLock Sign(TestHome home, WorkLock work) => new(work, home.Key.Sign(TypedData.Digest(work)));

    private static async Task<byte[]> MakeModelAsync()
    {
        using var directory = new TempDirectory();
        var path = directory.Combine("model.gguf");
        await RandomModelWriter.WriteAsync(path, LlamaShape.Tiny260K, RandomQuantization.Q8_0, seed: 1, CancellationToken.None);
        return await File.ReadAllBytesAsync(path, CancellationToken.None);
    }
}
