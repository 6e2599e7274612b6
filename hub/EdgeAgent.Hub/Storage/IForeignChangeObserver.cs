namespace EdgeAgent.Hub.Storage;

/// <summary>Keeps something of the database in memory, and takes it over again when another process (the command line) has written.</summary>
public interface IForeignChangeObserver
{
    /// <summary>Something in the database has changed.</summary>
    /// <exception cref="StorageException">It cannot be read now; the call is repeated.</exception>
    void ForeignChange();
}
