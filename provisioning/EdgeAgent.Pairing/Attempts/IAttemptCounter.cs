namespace EdgeAgent.Pairing.Attempts;

/// <summary>Counts attempts at a secret. The count rises before the attempt is made, so that neither a crash nor a kill gives one for free.</summary>
public interface IAttemptCounter
{
    /// <summary>Attempts so far that have not succeeded.</summary>
    int Read(AttemptKey key);

    /// <summary>Counts one more; durable when this returns.</summary>
    /// <returns>The new count.</returns>
    /// <exception cref="AttemptFileException">It cannot be made durable: the attempt must not take place.</exception>
    int Increment(AttemptKey key);

    /// <summary>Takes one back, because it succeeded; durable when this returns.</summary>
    /// <exception cref="AttemptFileException">It cannot be made durable.</exception>
    void Decrement(AttemptKey key);

    /// <summary>Forgets the counter, because its secret is erased or an administrator says so; durable when this returns.</summary>
    /// <exception cref="AttemptFileException">It cannot be made durable.</exception>
    void Forget(AttemptKey key);
}
