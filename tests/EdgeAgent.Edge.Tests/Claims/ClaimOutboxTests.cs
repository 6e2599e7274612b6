using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Edge.Tests.Claims;

public sealed class ClaimOutboxTests : IAsyncLifetime
{
    private readonly TestDevice _device = new();
    private readonly ClaimLink _link = new();
    private readonly FakeTimeProvider _time = new();
    private ClaimStore _store = null!;
    private ClaimOutbox _outbox = null!;

    public async ValueTask InitializeAsync()
    {
        _store = TestClaims.Store(_device.Data);
        _outbox = new ClaimOutbox(_store, _link, _time, NullLogger<ClaimOutbox>.Instance);
        await _outbox.StartAsync(TestContext.Current.CancellationToken);
        _outbox.LinkUp("hub");
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.StopAsync(CancellationToken.None);
        _outbox.Dispose();
        _store.Dispose();
        _device.Dispose();
    }

    [Fact]
    public async Task A_claim_after_a_long_quiet_time_is_sent_once()
    {
        for (ulong seq = 1; seq <= 3; seq++)
        {
            Sign(seq);
            Assert.Equal(seq, await _link.Sequences.ReadAsync(TestContext.Current.CancellationToken).InTimeAsync());
            _outbox.Handle(Stored(seq));
            _time.Advance(ClaimOutbox.ResendAfter * 2);
        }
        Assert.False(_link.Sequences.TryPeek(out _));
    }

    [Fact]
    public async Task A_claim_without_acknowledgement_is_sent_again_after_the_time_for_that()
    {
        _time.Advance(ClaimOutbox.ResendAfter * 2);
        Sign(1);
        Assert.Equal(1UL, await _link.Sequences.ReadAsync(TestContext.Current.CancellationToken).InTimeAsync());
        var again = _link.Sequences.ReadAsync(TestContext.Current.CancellationToken).AsTask();

        // The loop waits on the clock some time after the claim left: the clock moves until it has.
        while (!again.IsCompleted)
        {
            _time.Advance(ClaimOutbox.ResendAfter);
            await Task.Yield();
        }
        Assert.Equal(1UL, await again);
        _outbox.Handle(Stored(1));
    }

    private void Sign(ulong nonce)
    {
        var row = TestClaims.Chain(_device.Key, _store).Sign(TestClaims.Draft(nonce));
        _outbox.Added(row.Seq);
    }

    private static byte[] Stored(ulong upTo) =>
        WireJson.Write(new ClaimAck(ClaimAckStatus.Stored, upTo), WireJson.Default.ClaimAck);
}
