using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Tests.Claims;

public sealed class ClaimStoreTests
{
    [Fact]
    public async Task Claims_are_kept_in_the_order_of_their_chain()
    {
        await using var books = new ClaimBooks();
        for (var seq = 1ul; seq <= 3; seq++)
        {
            Assert.Equal(
                new ClaimOutcome.Stored(seq, ClaimVerdict.Accepted), await books.TakeAsync(books.Maker.Next()));
        }
        Assert.Equal([3ul, 2ul, 1ul], books.Store.List(10, null).Select(c => c.Signed.Claim.Seq));
    }

    [Fact]
    public async Task A_claim_that_comes_again_is_answered_again_and_kept_once()
    {
        await using var books = new ClaimBooks();
        var (first, second) = (books.Maker.Next(), books.Maker.Next());
        await books.TakeAllAsync(first, second);
        Assert.Equal(new ClaimOutcome.Known(2), await books.TakeAsync(first));
        Assert.Equal(new ClaimOutcome.Known(2), await books.TakeAsync(second));
        Assert.Equal(2, books.Store.List(10, null).Count);
        Assert.Null(new DeviceBench(books.Database).ReasonOf(books.Device));
    }

    [Fact]
    public async Task A_gap_is_told_from_the_head_on_and_closes()
    {
        await using var books = new ClaimBooks();
        var (first, second, third) = (books.Maker.Next(), books.Maker.Next(), books.Maker.Next());
        Assert.Equal(new ClaimOutcome.Gap(0), await books.TakeAsync(third));
        await books.TakeAsync(first);
        Assert.Equal(new ClaimOutcome.Gap(1), await books.TakeAsync(third));
        Assert.Equal(
            [new ClaimOutcome.Stored(2, ClaimVerdict.Accepted), new ClaimOutcome.Stored(3, ClaimVerdict.Accepted)],
            await books.TakeAllAsync(second, third));
    }

    [Fact]
    public async Task Two_claims_for_one_place_bench_the_device_and_both_are_kept()
    {
        await using var books = new ClaimBooks();
        var first = books.Maker.Next();
        await books.TakeAllAsync(first, books.Maker.Next());
        var rival = books.Maker.At(1, default);
        Assert.Equal(new ClaimOutcome.Refused(2, ClaimFault.Equivocation), await books.TakeAsync(rival));
        AssertEvidence(books, first, rival);
    }

    [Fact]
    public async Task Two_claims_behind_one_claim_bench_the_device_and_both_are_kept()
    {
        await using var books = new ClaimBooks();
        var first = books.Maker.Next();
        var second = books.Maker.Next();
        await books.TakeAllAsync(first, second);
        // Says that it is the third, but follows the first as the second does.
        var rival = books.Maker.At(3, TypedData.Digest(first.Claim));
        Assert.Equal(new ClaimOutcome.Refused(2, ClaimFault.Equivocation), await books.TakeAsync(rival));
        AssertEvidence(books, second, rival);
    }

    [Fact]
    public async Task A_claim_that_follows_nothing_known_is_refused_without_a_bench()
    {
        await using var books = new ClaimBooks();
        await books.TakeAsync(books.Maker.Next());
        var lost = books.Maker.At(2, ClaimMaker.Hash(0xee));
        Assert.Equal(new ClaimOutcome.Refused(1, ClaimFault.PrevClaim), await books.TakeAsync(lost));
        Assert.Null(new DeviceBench(books.Database).ReasonOf(books.Device));
    }

    [Fact]
    public async Task A_claim_at_place_zero_is_refused()
    {
        await using var books = new ClaimBooks();
        Assert.Equal(
            new ClaimOutcome.Refused(0, ClaimFault.PrevClaim), await books.TakeAsync(books.Maker.At(0, default)));
    }

    [Fact]
    public async Task A_claim_with_a_fault_is_not_kept_and_the_chain_stands()
    {
        await using var books = new ClaimBooks();
        var signed = books.Maker.Next();
        var outcomes = await books.Store.TakeAsync(
            [books.Maker.Incoming(signed, ClaimFault.Signature), books.Maker.Incoming(signed)],
            TestContext.Current.CancellationToken);
        Assert.Equal(
            [new ClaimOutcome.Refused(0, ClaimFault.Signature), new ClaimOutcome.Stored(1, ClaimVerdict.Accepted)],
            outcomes);
    }

    [Fact]
    public async Task A_false_claim_is_kept_as_rejected_and_the_chain_goes_on()
    {
        await using var books = new ClaimBooks();
        var greedy = books.Maker.Next(c => c with { WorkUnits = c.WorkUnits * 2 });
        Assert.Equal(new ClaimOutcome.Stored(1, ClaimVerdict.Rejected), await books.TakeAsync(greedy));
        Assert.Equal(new ClaimOutcome.Stored(2, ClaimVerdict.Accepted), await books.TakeAsync(books.Maker.Next()));
        Assert.Equal(ClaimFault.WorkUnits, books.Store.Find(TypedData.Digest(greedy.Claim))?.Fault);
    }

    [Fact]
    public async Task An_agreement_is_good_for_one_claim()
    {
        await using var books = new ClaimBooks();
        var agreed = books.Maker.Lock();
        await books.TakeAllAsync(books.Maker.Next(agreed: agreed), books.Maker.Next(agreed: agreed));
        var newest = books.Store.List(1, null)[0];
        Assert.Equal((ClaimVerdict.Rejected, ClaimFault.AgreementUsed), (newest.Verdict, newest.Fault));
    }

    [Fact]
    public async Task A_rejected_claim_does_not_use_its_agreement_up()
    {
        await using var books = new ClaimBooks();
        var agreed = books.Maker.Lock();
        await books.TakeAsync(books.Maker.Next(c => c with { Amount = 1_000_000 }, agreed));
        Assert.Equal(
            new ClaimOutcome.Stored(2, ClaimVerdict.Accepted), await books.TakeAsync(books.Maker.Next(agreed: agreed)));
    }

    [Fact]
    public async Task A_device_cannot_fill_the_disk_with_wrong_claims()
    {
        await using var books = new ClaimBooks();
        var agreed = books.Maker.Lock();
        var claims = Enumerable.Range(0, ClaimChain.MaxRejected + 1)
            .Select(_ => books.Maker.Next(c => c with { Amount = 1_000_000 }, agreed)).ToArray();
        var outcomes = await books.TakeAllAsync(claims);
        Assert.Equal(new ClaimOutcome.Refused(ClaimChain.MaxRejected, ClaimFault.TooManyRejected), outcomes[^1]);
        Assert.NotNull(new DeviceBench(books.Database).ReasonOf(books.Device));
    }

    [Fact]
    public async Task After_a_restart_everything_is_as_it_was()
    {
        await using var books = new ClaimBooks();
        var first = books.Maker.Next();
        await books.TakeAllAsync(first, books.Maker.Next());
        await books.RestartAsync();
        Assert.Equal(new ClaimOutcome.Known(2), await books.TakeAsync(first));
        Assert.Equal(new ClaimOutcome.Stored(3, ClaimVerdict.Accepted), await books.TakeAsync(books.Maker.Next()));
        await books.TakeAsync(books.Maker.At(1, default));
        await books.RestartAsync();
        Assert.NotNull(new DeviceBench(books.Database).ReasonOf(books.Device));
    }

    [Fact]
    public async Task What_is_kept_is_what_came()
    {
        await using var books = new ClaimBooks();
        var signed = books.Maker.Next();
        await books.TakeAsync(signed);
        var found = books.Store.Find(TypedData.Digest(signed.Claim));
        Assert.Equal(signed, found?.Signed);
        Assert.Null(books.Store.Find(ClaimMaker.Hash(1)));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_overlap()
    {
        await using var books = new ClaimBooks();
        await books.TakeAllAsync([.. Enumerable.Range(0, 7).Select(_ => books.Maker.Next())]);
        var seen = new List<ulong>();
        long? before = null;
        while (books.Store.List(3, before) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(c => c.Signed.Claim.Seq));
            before = page[^1].Row;
        }
        Assert.Equal([7ul, 6ul, 5ul, 4ul, 3ul, 2ul, 1ul], seen);
    }

    [Fact]
    public async Task However_an_honest_device_repeats_and_reorders_nothing_is_lost_counted_twice_or_benched()
    {
        await using var books = new ClaimBooks();
        var chain = Enumerable.Range(0, 60).Select(_ => books.Maker.Next()).ToArray();
        var random = new DeterministicRandom(20260801);
        var head = 0;
        while (head < chain.Length)
        {
            // A window that starts anywhere at or before the head, sometimes ahead of it, sometimes restarted between.
            var from = Math.Max(0, head - random.Next(5) + random.Next(3));
            var batch = chain.Skip(from).Take(1 + random.Next(12)).ToArray();
            foreach (var outcome in await books.TakeAllAsync(batch))
            {
                Assert.IsNotType<ClaimOutcome.Refused>(outcome);
                head = outcome is ClaimOutcome.Stored stored ? (int)stored.UpTo : head;
            }
            if (random.Next(10) == 0)
            {
                await books.RestartAsync();
            }
        }
        var kept = books.Store.List(ClaimStore.MaxPage, null);
        Assert.Equal(chain.Reverse().Select(c => TypedData.Digest(c.Claim)), kept.Select(c => c.Digest));
        Assert.All(kept, c => Assert.Equal(ClaimVerdict.Accepted, c.Verdict));
        Assert.Null(new DeviceBench(books.Database).ReasonOf(books.Device));
    }

    private static void AssertEvidence(ClaimBooks books, SignedClaim first, SignedClaim second)
    {
        Assert.NotNull(new DeviceBench(books.Database).ReasonOf(books.Device));
        var rows = books.Database.Read(connection => connection.Query(
            "SELECT first_digest, message FROM claim_equivocations",
            reader => (reader.GetBytes32(0), reader.GetFieldValue<byte[]>(1))));
        var (digest, message) = Assert.Single(rows);
        Assert.Equal(TypedData.Digest(first.Claim), digest);
        Assert.Equal(second, WireJson.Parse(message, WireJson.Default.SignedClaim));
        Assert.NotNull(books.Store.Find(digest));
    }
}
