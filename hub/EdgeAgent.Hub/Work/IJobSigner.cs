using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Work;

/// <summary>Makes the message that commits the home to a piece of work.</summary>
internal interface IJobSigner
{
    /// <summary>Signs an order over to one device.</summary>
    JobRequest Sign(WorkOrder order, WorkEffect.Offer offer);
}
