using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Market;

namespace EdgeAgent.Hub.Work;

/// <summary>Makes the message that commits the home to a piece of work.</summary>
internal interface IJobSigner
{
    /// <summary>Signs an order over to the device of a deal, which then knows its agreement.</summary>
    JobRequest Sign(WorkOrder order, WorkEffect.Offer offer, Deal deal);
}
