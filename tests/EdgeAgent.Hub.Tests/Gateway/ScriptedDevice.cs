using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Tests.Gateway;

/// <summary>A device whose part the test plays, message by message, behind the link's interface.</summary>
internal sealed class ScriptedDevice(ScriptedHome home, SigningKey key, ModelDigest model)
{
    private readonly Channel<JobRequest> _jobs = Channel.CreateUnbounded<JobRequest>();
    private readonly Channel<JobCancel> _cancels = Channel.CreateUnbounded<JobCancel>();
    private readonly Channel<JobChunkAck> _acks = Channel.CreateUnbounded<JobChunkAck>();
    private readonly Channel<ClaimAck> _claimAcks = Channel.CreateUnbounded<ClaimAck>();

    public Address Id => key.Address;

    /// <summary>What it asks for a token in and a token out, micro-credits.</summary>
    public (ulong In, ulong Out) Prices { get; set; } = (1, 2);

    /// <summary>Whether it answers requests for quotes.</summary>
    public bool Quotes { get; set; } = true;

    public ulong Boot { get; private set; } = 1;

    public bool Online { get; private set; } = true;

    public int QueueLimit { get; set; } = 4;

    public ValueTask<JobRequest> TakeJobAsync() => _jobs.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<JobCancel> TakeCancelAsync() => _cancels.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<JobChunkAck> TakeAckAsync(CancellationToken cancellationToken) =>
        _acks.Reader.ReadAsync(cancellationToken);

    public ValueTask<ClaimAck> TakeClaimAckAsync() =>
        _claimAcks.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool HasCancel => _cancels.Reader.TryPeek(out _);

    public bool HasJob => _jobs.Reader.TryPeek(out _);

    public Task AcceptAsync(JobId job) => home.UplinkAsync(
        this, Leaves.LockAck, WireJson.Write(new JobAccepted(job), WireJson.Default.JobAccepted));

    public Task RejectAsync(JobId job, JobRejectReason reason, string detail) => home.UplinkAsync(
        this, Leaves.LockReject, WireJson.Write(new JobRejected(job, reason, detail), WireJson.Default.JobRejected));

    public Task ChunkAsync(JobId job, int seq, string text, params int[] tokens) => home.UplinkAsync(
        this, Leaves.Chunk, WireJson.Write(new JobChunk(job, seq, text, tokens), WireJson.Default.JobChunk));

    public Task FinishAsync(
        JobId job, int seq, JobOutcome outcome, int unitsIn = 5, int unitsOut = 2, Bytes32? claim = null,
        string? detail = null) => home.UplinkAsync(
            this,
            Leaves.Result,
            WireJson.Write(
                new JobResult(job, seq, outcome, unitsIn, unitsOut, claim, claim, detail), WireJson.Default.JobResult));

    /// <summary>Takes the next job and answers it as a well-behaved device does.</summary>
    public async Task<JobRequest> AnswerAsync(params string[] pieces)
    {
        var job = await TakeJobAsync();
        await AcceptAsync(job.Id);
        for (var seq = 0; seq < pieces.Length; seq++)
        {
            await ChunkAsync(job.Id, seq, pieces[seq], seq);
        }
        await FinishAsync(job.Id, pieces.Length, JobOutcome.Stop, unitsIn: 5, unitsOut: pieces.Length);
        return job;
    }

    public void GoOffline()
    {
        Online = false;
        home.Observe(o => o.DeviceOffline(Id));
    }

    public void ComeBack(bool restarted)
    {
        Online = true;
        Boot += restarted ? 1u : 0;
        home.Observe(o => o.DeviceOnline(Id, Birth));
    }

    public DeviceView View => new(
        Id, "scripted", Local: false, Online, LastSeen: null, Birth,
        new DeviceCapability(0, 1 << 30, 0, QueueLimit, [new ModelCapability(model, true, null, null)]));

    private DeviceBirth Birth => new("test", "test", Boot, Boot, ["chat"], [model]);

    public async Task ReceiveAsync(string leaf, byte[] payload)
    {
        switch (leaf)
        {
            case Leaves.Rfq:
                if (Quotes)
                {
                    await home.UplinkAsync(
                        this,
                        Leaves.Quote,
                        WireJson.Write(
                            Offer(WireJson.Parse(payload, WireJson.Default.Rfq)), WireJson.Default.QuoteAnswer));
                }
                break;
            case Leaves.Job: _jobs.Writer.TryWrite(WireJson.Parse(payload, WireJson.Default.JobRequest)); break;
            case Leaves.JobCancel: _cancels.Writer.TryWrite(WireJson.Parse(payload, WireJson.Default.JobCancel)); break;
            case Leaves.ChunkAck: _acks.Writer.TryWrite(WireJson.Parse(payload, WireJson.Default.JobChunkAck)); break;
            case Leaves.ClaimAck: _claimAcks.Writer.TryWrite(WireJson.Parse(payload, WireJson.Default.ClaimAck)); break;
            default: throw new InvalidOperationException($"Nothing goes down on {leaf}.");
        }
    }

    private QuoteAnswer Offer(Rfq rfq)
    {
        var quote = new Quote(
            rfq.HomeId, TypedData.Digest(rfq), Id, 0, Prices.In, Prices.Out, 0, (uint)QueueLimit, 0, 0, rfq.ModelHash,
            default, ulong.MaxValue, rfq.Nonce);
        return new QuoteAnswer(quote.RfqHash, new SignedQuote(quote, key.Sign(TypedData.Digest(quote))));
    }
}
