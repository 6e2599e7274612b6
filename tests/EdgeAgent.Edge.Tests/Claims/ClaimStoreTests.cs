using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Tests.Kit;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Edge.Tests.Claims;

public sealed class ClaimStoreTests : IDisposable
{
    private readonly TestDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public void Keeps_chain_and_acknowledgement_over_a_restart()
    {
        using (var store = TestClaims.Store(_device.Data))
        {
            Sign(store, 3);
            store.Acknowledge(2);
        }
        using (var store = TestClaims.Store(_device.Data))
        {
            var head = store.Open();
            Assert.Equal(3UL, head.Seq);
            Assert.Equal(2UL, head.Acked);
            Sign(store, 2, firstNonce: 4);
            Assert.Equal(5UL, TestClaims.Verify(store, _device.Key.Address));
        }
    }

    [Fact]
    public void A_device_that_never_signed_has_no_database()
    {
        using var store = TestClaims.Store(_device.Data);
        Assert.False(store.MayHaveClaims);
        Assert.True(store.CanSign);
        Assert.False(File.Exists(_device.Data.Claims));
    }

    [Fact]
    public void Two_claims_on_one_lock_are_one_too_many()
    {
        using var store = TestClaims.Store(_device.Data);
        var chain = TestClaims.Chain(_device.Key, store);
        var first = chain.Sign(TestClaims.Draft(nonce: 1));
        Assert.True(store.HasAgreement(first.Agreement));
        Assert.Throws<ClaimStoreException>(() => chain.Sign(TestClaims.Draft(nonce: 1)));
        Assert.Equal(2UL, chain.Sign(TestClaims.Draft(nonce: 2)).Seq);
        Assert.Equal(2UL, TestClaims.Verify(store, _device.Key.Address));
    }

    [Fact]
    public void A_missing_file_stops_signing_instead_of_beginning_a_second_chain()
    {
        using (var store = TestClaims.Store(_device.Data))
        {
            Sign(store, 1);
        }
        DeleteDatabase();
        using (var store = TestClaims.Store(_device.Data))
        {
            Assert.False(store.CanSign);
            var refusal = Assert.Throws<ClaimStoreException>(() => Sign(store, 1));
            Assert.Contains(_device.Data.Claims, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("backup", refusal.Message, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(_device.Data.Claims));
    }

    [Fact]
    public void An_emptied_file_stops_signing_too()
    {
        using (var store = TestClaims.Store(_device.Data))
        {
            Sign(store, 1);
        }
        DeleteDatabase();
        File.WriteAllBytes(_device.Data.Claims, []);
        using var again = TestClaims.Store(_device.Data);
        Assert.Throws<ClaimStoreException>(() => Sign(again, 1));
    }

    [Fact]
    public void A_damaged_file_is_set_aside_and_signing_stops_also_after_a_restart()
    {
        using (var store = TestClaims.Store(_device.Data))
        {
            Sign(store, 1);
        }
        var garbage = new byte[8192];
        Array.Fill(garbage, (byte)0x5a);
        File.WriteAllBytes(_device.Data.Claims, garbage);
        using (var store = TestClaims.Store(_device.Data))
        {
            Assert.Throws<ClaimStoreException>(() => Sign(store, 1));
        }
        var aside = Assert.Single(Directory.GetFiles(_device.Data.Root, "claims.db.damaged-*"));
        Assert.Equal(garbage, File.ReadAllBytes(aside));
        using (var store = TestClaims.Store(_device.Data))
        {
            Assert.Throws<ClaimStoreException>(() => Sign(store, 1));
        }
    }

    [Fact]
    public void A_claim_that_the_disk_does_not_take_is_not_given_out_and_the_next_one_may_be()
    {
        using var store = TestClaims.Store(_device.Data);
        Sign(store, 1);
        using (var other = new SqliteConnection($"Data Source={_device.Data.Claims};Pooling=False"))
        {
            other.Open();
            using var hold = other.BeginTransaction(deferred: false); // holds the only right to write
            Assert.Throws<ClaimStoreException>(() => Sign(store, 1, firstNonce: 2));
        }
        Sign(store, 1, firstNonce: 3);
        Assert.Equal(2UL, TestClaims.Verify(store, _device.Key.Address));
    }

    [Fact]
    public void A_file_of_a_newer_agent_is_left_alone()
    {
        using (var store = TestClaims.Store(_device.Data))
        {
            Sign(store, 1);
        }
        using (var other = new SqliteConnection($"Data Source={_device.Data.Claims};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }
        using var older = TestClaims.Store(_device.Data);
        var refusal = Assert.Throws<ClaimStoreException>(() => Sign(older, 1));
        Assert.Contains("newer", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_device.Data.Claims));
    }

    [Fact]
    public void Files_are_for_their_owner_only()
    {
        using var store = TestClaims.Store(_device.Data);
        Sign(store, 1);
        foreach (var file in Directory.GetFiles(_device.Data.Root, "claims*"))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private void Sign(ClaimStore store, int count, ulong firstNonce = 1)
    {
        var chain = TestClaims.Chain(_device.Key, store);
        for (ulong nonce = firstNonce; nonce < firstNonce + (ulong)count; nonce++)
        {
            chain.Sign(TestClaims.Draft(nonce));
        }
    }

    private void DeleteDatabase()
    {
        foreach (var file in Directory.GetFiles(_device.Data.Root, "claims.db*"))
        {
            File.Delete(file);
        }
    }
}
