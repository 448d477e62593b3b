using Strangler.Gateway;

await GatewayHost.Build(args).RunAsync();
