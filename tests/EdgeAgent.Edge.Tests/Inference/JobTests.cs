using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Inference;
using EdgeAgent.Edge.Tests.Kit;
using EdgeAgent.Identity;
using EdgeAgent.Models;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Tests.Inference;

/// <summary>Jobs on a real engine over a real line.</summary>
public sealed class JobTests : IAsyncLifetime
{
    private readonly TestHome _home = new();
    private TestHub _hub = null!;
    private TestDevice _device = null!;
    private TestAgent _agent = null!;
    private ModelDigest _model;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync(_home);
        _device = _home.Enrol(_hub.Doors);
        _model = await TestJobs.GiveModelAsync(_device.Data);
        _agent = await _hub.WelcomeAsync(_device, ("Inference:QueueLimit", "2"));
    }

    public async ValueTask DisposeAsync()
    {
        _hub.Acknowledges = true; // else the agent waits a while for the rest
        await _agent.DisposeAsync();
        _device.Dispose();
        await _hub.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task The_answer_is_what_the_engine_says_when_it_is_asked_directly()
    {
        var job = await _hub.StartJobAsync(_device, Job());
        var answer = await _hub.AnswerAsync();

        var path = Path.Combine(_device.Data.Models, _model.ToString());
        await using var model = await new GgufLanguageRuntime().LoadAsync(
            new LanguageModelOptions(path, 4096), TestContext.Current.CancellationToken);
        var text = new StringBuilder();
        var request = JobRequestReader.Read(job);
        await foreach (var piece in model.GenerateAsync(request, TestContext.Current.CancellationToken))
        {
            text.Append(piece.Text);
        }
        Assert.Equal(text.ToString(), answer.Text);
        Assert.Equal(24, answer.Tokens.Count);
    }

    [Fact]
    public async Task The_claim_says_what_was_done_and_the_device_has_signed_it()
    {
        var job = await _hub.StartJobAsync(_device, Job());
        var answer = await _hub.AnswerAsync();
        var signed = await _hub.NextClaimAsync();
        var claim = signed.Claim;

        Assert.True(SignatureVerifier.Verify(TypedData.Digest(claim), signed.Signature, _device.Key.Address));
        Assert.Equal(answer.Result.Claim, TypedData.Digest(claim));
        Assert.Equal(job.Lock, signed.Lock);
        Assert.Equal(ClaimKind.Completion, claim.Kind);
        Assert.Equal((_home.HomeId, _device.Key.Address, _device.Key.Address), (claim.HomeId, claim.Device, claim.Payee));
        Assert.Equal(_home.Key.Address, claim.Counterparty);
        Assert.Equal(Agreement.Hash(job.Lock.Lock), claim.AgreementHash);
        Assert.Equal($"0x{_model}", claim.ModelHash.ToString());
        Assert.Equal((job.Lock.Lock.Seed, job.Lock.Lock.SamplerHash), (claim.Seed, claim.SamplerHash));
        Assert.Equal((ulong)answer.Result.UnitsIn, claim.UnitsIn);
        Assert.Equal((ulong)answer.Result.UnitsOut, claim.UnitsOut);
        var loaded = _agent.Get<ModelHost>().Loaded[0];
        Assert.Equal((UInt128)loaded.ActiveParameters * (claim.UnitsIn + claim.UnitsOut), claim.WorkUnits);
        Assert.Equal((1UL, default(Bytes32)), (claim.Seq, claim.PrevClaim));
        var output = answer.Tokens.SelectMany(BitConverter.GetBytes).ToArray();
        Assert.Equal(Commitment.Compute(answer.Result.OutputSalt!.Value, output), claim.OutputCommit);
        byte[] evidence =
        [
            .. BitConverter.GetBytes((int)claim.UnitsIn),
            .. BitConverter.GetBytes((int)claim.UnitsOut),
            .. output,
            .. job.Lock.Lock.InputCommit.ToArray(),
        ];
        Assert.Equal(Keccak256.Hash(evidence), claim.EvidenceHash);
    }

    [Fact]
    public async Task Claims_form_a_chain()
    {
        Bytes32 previous = default;
        for (ulong seq = 1; seq <= 3; seq++)
        {
            await _hub.StartJobAsync(_device, Job(maxTokens: 4));
            var claim = (await _hub.NextClaimAsync()).Claim;
            Assert.Equal((seq, previous), (claim.Seq, claim.PrevClaim));
            previous = TypedData.Digest(claim);
            await _hub.AnswerAsync(); // a claim may come before the result, and only the result says that a place is free
        }
    }

    [Fact]
    public async Task Who_has_the_result_finds_the_place_free()
    {
        for (var i = 0; i < 20; i++)
        {
            await _hub.StartJobAsync(_device, Job(maxTokens: 1)); // a queue of two would be full at the third
            await _hub.Uplink.NextAsync(Leaves.Result);
        }
    }

    [Fact]
    public async Task A_conversation_is_claimed_as_chat()
    {
        var job = Job();
        var input = WireJson.Write(new JobInput(Messages: [new ChatMessage("user", "hello")]), WireJson.Default.JobInput);
        var work = job.Lock.Lock with { InputCommit = Commitment.Compute(job.InputSalt, input) };
        await _hub.StartJobAsync(_device, job with { Input = input, Lock = TestJobs.Sign(_home, work) });
        Assert.Equal(ClaimKind.Chat, (await _hub.NextClaimAsync()).Claim.Kind);
    }

    [Fact]
    public async Task A_cancelled_job_ends_at_once_with_a_partial_claim()
    {
        var job = await _hub.StartJobAsync(_device, Job(maxTokens: 1900));
        await _hub.Uplink.NextAsync(Leaves.Chunk);
        await CancelAsync(job.Id);

        var result = await _hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        var claim = (await _hub.NextClaimAsync()).Claim;
        Assert.Equal(JobOutcome.Cancelled, result.Outcome);
        Assert.InRange(result.UnitsOut, 1, 1899);
        Assert.Equal((ClaimKind.Partial, (ulong)result.UnitsOut), (claim.Kind, claim.UnitsOut));
    }

    [Fact]
    public async Task A_job_ends_at_its_deadline_even_when_the_hub_takes_nothing()
    {
        // Never acknowledged: the job pauses with a full window, and the deadline ends it.
        _hub.Acknowledges = false;
        await _hub.StartJobAsync(_device, Job(maxTokens: 1900, ttlMs: 2500));
        var result = await _hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal(JobOutcome.Expired, result.Outcome);
        Assert.Equal(ClaimKind.Partial, (await _hub.NextClaimAsync()).Claim.Kind);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_takes_again_when_there_is_room()
    {
        _hub.Acknowledges = false; // both pause before their ends
        var first = await _hub.StartJobAsync(_device, Job(maxTokens: 1900));
        var second = await _hub.StartJobAsync(_device, Job(maxTokens: 1900));
        var refusal = await _hub.RefusalAsync(_device, Job());
        Assert.Equal(JobRejectReason.Busy, refusal.Reason);
        Assert.Contains("2 jobs", refusal.Detail, StringComparison.Ordinal);

        await CancelAsync(first.Id);
        await CancelAsync(second.Id);
        await _hub.Uplink.NextAsync(Leaves.Result);
        await _hub.Uplink.NextAsync(Leaves.Result);
        await _hub.StartJobAsync(_device, Job());
    }

    [Fact]
    public async Task The_same_job_twice_is_done_once()
    {
        var job = await _hub.StartJobAsync(_device, Job());
        await _hub.SendAsync(_device.Key.Address, Leaves.Job, job, WireJson.Default.JobRequest);
        await _hub.AnswerAsync();
        await _hub.StartJobAsync(_device, Job()); // the next acknowledgement is already that of another job
    }

    [Fact]
    public async Task A_lock_is_good_for_one_claim()
    {
        var job = await _hub.StartJobAsync(_device, Job());
        await _hub.AnswerAsync();
        await _hub.NextClaimAsync();
        await _hub.StartJobAsync(_device, job with { Id = JobId.New() });
        var result = await _hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal((JobOutcome.Failed, 0), (result.Outcome, result.UnitsOut));
        Assert.Contains("used up", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_does_not_fit_is_refused_with_the_reason()
    {
        using var stranger = SigningKey.Create();
        var job = Job();
        var work = job.Lock.Lock;
        var wrong = new (string Expected, JobRequest Job)[]
        {
            ("another home", job with { Lock = TestJobs.Sign(_home, work with { HomeId = Home.IdOf(stranger.Address) }) }),
            ("hub", job with { Lock = TestJobs.Sign(_home, work with { Requester = stranger.Address }) }),
            ("another device", job with
            {
                Lock = TestJobs.Sign(_home, work with { QuoteHash = Agreement.DirectPlacementQuoteHash(stranger.Address, _model) }),
            }),
            ("sampling", job with { Sampling = new SamplingParameters { Temperature = 0.5f } }),
            ("sampling", job with { Stop = ["x"] }),
            ("input", job with { Input = WireJson.Write(new JobInput(Prompt: "else"), WireJson.Default.JobInput) }),
            ("signature", job with { Lock = job.Lock with { Signature = stranger.Sign(TypedData.Digest(work)) } }),
            ("signature", job with { Lock = job.Lock with { Lock = work with { Nonce = work.Nonce + 1 } } }),
        };
        foreach (var (expected, request) in wrong)
        {
            var refusal = await _hub.RefusalAsync(_device, request);
            Assert.Equal(JobRejectReason.Lock, refusal.Reason);
            Assert.Contains(expected, refusal.Detail, StringComparison.Ordinal);
        }
        Assert.Equal(0, _agent.Get<JobDesk>().Count);
    }

    [Fact]
    public async Task A_model_that_is_not_here_is_refused()
    {
        var unknown = ModelDigest.FromBytes(SHA256.HashData("unknown"u8));
        var refusal = await _hub.RefusalAsync(_device, TestJobs.Make(_home, _device.Key.Address, unknown));
        Assert.Equal(JobRejectReason.Model, refusal.Reason);
    }

    [Fact]
    public async Task What_no_device_can_do_is_refused_as_invalid_with_every_fault()
    {
        var sampling = new SamplingParameters { Temperature = 9, TopP = 2 };
        var refusal = await _hub.RefusalAsync(_device, TestJobs.Make(_home, _device.Key.Address, _model, sampling: sampling));
        Assert.Equal(JobRejectReason.Invalid, refusal.Reason);
        Assert.Contains("Temperature", refusal.Detail, StringComparison.Ordinal);
        Assert.Contains("TopP", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_does_not_fit_the_context_is_invalid_with_the_numbers()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("word", 3000));
        await _hub.StartJobAsync(_device, TestJobs.Make(_home, _device.Key.Address, _model, prompt));
        var result = await _hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal(JobOutcome.Invalid, result.Outcome);
        Assert.Contains("2048", result.Detail, StringComparison.Ordinal);
        Assert.Null(result.Claim);
    }

    [Fact]
    public async Task A_resumed_job_goes_on_where_its_predecessor_ended()
    {
        await _hub.StartJobAsync(_device, Job());
        var whole = await _hub.AnswerAsync();
        await _hub.StartJobAsync(_device, Job(maxTokens: 14) with { Resume = [.. whole.Tokens.Take(10)] });
        var rest = await _hub.AnswerAsync();
        Assert.Equal(whole.Tokens.Skip(10), rest.Tokens);
        Assert.Equal(whole.Result.UnitsIn + 10, rest.Result.UnitsIn);
    }

    [Fact]
    public async Task A_file_that_has_rotted_is_not_worked_with_under_its_old_name()
    {
        var path = Path.Combine(_device.Data.Models, _model.ToString());
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = file.Length - 1;
            var last = file.ReadByte();
            file.Position = file.Length - 1;
            file.WriteByte((byte)(last ^ 1));
        }
        await _hub.StartJobAsync(_device, Job());
        var result = await _hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal(JobOutcome.Failed, result.Outcome);
        Assert.Contains("damaged", result.Detail, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Without_its_chain_the_device_takes_no_work_and_says_why()
    {
        await _hub.StartJobAsync(_device, Job(maxTokens: 4));
        await _hub.AnswerAsync();
        await _hub.NextClaimAsync();
        await _agent.DisposeAsync();
        foreach (var file in Directory.GetFiles(_device.Data.Root, "claims.db*"))
        {
            File.Delete(file);
        }
        _hub.Uplink.Clear(Leaves.Capability);
        await using var agent = await _hub.WelcomeAsync(_device);

        var capability = await _hub.Uplink.NextAsync(Leaves.Capability, WireJson.Default.DeviceCapability);
        Assert.Equal(0, capability.QueueLimit); // the hub places nothing here
        await _hub.StartJobAsync(_device, Job(maxTokens: 4));
        var result = await _hub.Uplink.NextAsync(Leaves.Result, WireJson.Default.JobResult);
        Assert.Equal((JobOutcome.Failed, 0), (result.Outcome, result.UnitsOut));
        Assert.Contains("claims.db is missing", result.Detail, StringComparison.Ordinal);
        Assert.False(_hub.Uplink.Has(Leaves.Claim));
    }

    private JobRequest Job(int maxTokens = 24, int ttlMs = 120_000) =>
        TestJobs.Make(_home, _device.Key.Address, _model, maxTokens: maxTokens, ttlMs: ttlMs);

    private Task CancelAsync(JobId job) => _hub.SendAsync(
        _device.Key.Address, Leaves.JobCancel, new JobCancel(job, "the client left"), WireJson.Default.JobCancel);
}
