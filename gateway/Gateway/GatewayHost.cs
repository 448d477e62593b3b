using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Access;
using Strangler.Gateway.Admin;
using Strangler.Gateway.Backends;
using Strangler.Gateway.Classification;
using Strangler.Gateway.Fiscal;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Metering;
using Strangler.Gateway.Native;
using Strangler.Gateway.Observability;
using Strangler.Gateway.Payments;
using Strangler.Gateway.Prepaid;
using Strangler.Gateway.Publishing;
using Strangler.Gateway.Rest;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;
using Strangler.Gateway.Transport;
using Strangler.Gateway.Writes;

namespace Strangler.Gateway;

/// <summary>The gateway as a process: its table of contents.</summary>
public static class GatewayHost
{
    /// <summary>
    /// Takes the settings of docs/operations.md: <c>--urls</c>, <c>--Legacy:Address</c>, <c>--Intake:BodyLimit</c>
    /// and so on.
    /// </summary>
    public static WebApplication Build(params string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration.AddSecretFiles();
        builder.Logging.AddStructuredLogs(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        // What works in the background is an addition: when it fails it is logged, and callers are answered on.
        builder.Services.Configure<HostOptions>(host =>
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Services.AddTransport();
        builder.Services.AddIntake();
        builder.Services.AddLegacy(builder.Configuration);
        builder.Services.AddObservability();
        builder.Services.AddRoutes(builder.Configuration);
        builder.Services.AddNative();
        builder.Services.AddShadowing();
        builder.Services.AddAccess();
        builder.Services.AddWrites();
        builder.Services.AddFiscal();
        builder.Services.AddAdmin();
        builder.Services.AddRest();
        builder.Services.AddPayments();
        builder.Services.AddMeters();
        builder.Services.AddPrepaid();
        builder.Services.AddPublishing(builder.Configuration);
        builder.Services.AddSingleton<RequestPlanner>();
        builder.Services.AddSingleton<RoutedCalls>();
        builder.Services.AddSingleton<SoapPipeline>();

        WebApplication app = builder.Build();
        SoapPipeline pipeline = app.Services.GetRequiredService<SoapPipeline>();
        app.UseForwardedHeaders();
        app.UseTransport();
        app.Use(next => context => context.Request.Path.StartsWithSegments(ServicesSegment)
            ? pipeline.HandleAsync(context)
            : next(context));
        app.UseRouting();
        app.UseRest();
        app.UseAccess();
        app.MapObservability();
        app.MapServiceIndex();
        app.MapAdmin();
        app.MapRest();
        app.MapPayments();
        app.MapReverseProxy();
        return app;
    }

    private static readonly PathString ServicesSegment = ContractCatalog.ServicesPath.TrimEnd('/');

    private static void AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration("Intake").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Classifier>();
        services.AddSingleton<SoapIntake>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<IntakeOptions>>((kestrel, intake) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.Limits.MaxRequestBodySize = intake.Value.BodyLimit;
            kestrel.Limits.MaxConcurrentConnections = intake.Value.ConnectionLimit;
            kestrel.Limits.MinRequestBodyDataRate = new(intake.Value.SlowestSender, intake.Value.SlowSenderGrace);
        });
    }
}
