using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Inference;

/// <summary>Jobs and the model in memory.</summary>
public static class InferenceServices
{
    /// <summary>Adds taking and running of jobs. The caller brings the <see cref="EdgeAgent.Models.Language.ILanguageRuntime"/>.</summary>
    public static IServiceCollection AddEdgeInference(
        this IServiceCollection services, IConfiguration configuration, ICollection<string> faults)
    {
        var options = new InferenceOptions();
        OptionsFaults.Collect(
            InferenceOptions.Section,
            how => configuration.GetSection(InferenceOptions.Section).Bind(options, how),
            options,
            new InferenceOptionsValidator(),
            faults);
        services.TryAddSingleton(Options.Create(options));
        services.TryAddSingleton<LockVerifier>();
        services.TryAddSingleton<ModelHost>();
        services.TryAddSingleton<SpeedBook>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<JobDesk>();
        services.AddSingleton<IDownlinkHandler>(static provider => provider.GetRequiredService<JobDesk>());
        services.AddSingleton<IDownlinkHandler, JobCancelHandler>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<JobDesk>());
        return services;
    }
}
