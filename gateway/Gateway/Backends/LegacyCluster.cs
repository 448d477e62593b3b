using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace Strangler.Gateway.Backends;

/// <summary>
/// AquaCIS as a YARP cluster, probed for its health. No YARP route: which operation goes where is ours to say.
/// </summary>
internal static class LegacyCluster
{
    public const string Id = "aquacis";

    public static IServiceCollection AddLegacy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LegacyOptions>().BindConfiguration("Legacy")
            .Configure(options => options.Address =
                options.Address.Length > 0 ? options.Address : configuration["AQUACIS_URL"] ?? "")
            .ValidateDataAnnotations()
            .Validate(
                options => LegacyOptions.AreAddresses(options.Address), "Legacy:Address is not an http(s) address.")
            .Validate(
                options => options.AreOperationTimeouts(configuration.GetSection("Legacy:OperationTimeouts")),
                "Legacy:OperationTimeouts names no operation, or no time from 00:00:00.100 to 00:30:00.")
            .ValidateOnStart();
        services.AddSingleton<OperationPipelines>();
        services.AddSingleton<IForwarderHttpClientFactory, LegacyHttpClientFactory>();
        services.Replace(ServiceDescriptor.Singleton<IProbingRequestFactory, LegacyProbe>());
        services.AddSingleton<LegacyBackend>();
        services.AddReverseProxy();
        services.RemoveKeyFiles();
        services.AddSingleton<IProxyConfigProvider>(provider => new InMemoryConfigProvider(
            [], [Describe(provider.GetRequiredService<IOptions<LegacyOptions>>().Value)]));
        return services;
    }

    /// <summary>
    /// YARP brings data protection for cookies that we never set; at start it would write a key into the user's home.
    /// </summary>
    private static void RemoveKeyFiles(this IServiceCollection services)
    {
        foreach (ServiceDescriptor keys in services
            .Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
        {
            services.Remove(keys);
        }
    }

    private static ClusterConfig Describe(LegacyOptions options) => new()
    {
        ClusterId = Id,
        Destinations = options.ReadAddresses()
            .Index()
            .ToDictionary(
                node => $"{Id}-{node.Index + 1}", node => new DestinationConfig { Address = node.Item.ToString() }),
        // One failed probe is enough: else a node that never answered counts as healthy until its second one.
        Metadata = new Dictionary<string, string>
        {
            [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1",
        },
        HealthCheck = new HealthCheckConfig
        {
            // With every node unhealthy all are tried: a failing probe must not refuse what might be answered.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Interval = options.ProbeInterval,
                Timeout = options.ProbeTimeout,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            },
        },
    };
}
