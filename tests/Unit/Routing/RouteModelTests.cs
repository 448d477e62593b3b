using FsCheck;
using FsCheck.Fluent;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Routes;

namespace Strangler.Tests.Unit.Routing;

/// <summary>The route table against the rule said as simply as it can be, on tables nobody would think of.</summary>
public sealed class RouteModelTests
{
    private static readonly string[] Modes = ["legacy", "shadow", "native", "native-shadow"];
    private static readonly BillingGroup?[] Groups = [null, new(1, "M08"), new(1, "M01"), new(7, "AM1")];

    private static readonly Operation[] Operations =
        [.. Routes.WithCommand.Native, Request.Operation("getActuaciones"), Request.Operation("getPaises")];

    private static readonly string?[] Services = [null, Request.Debt, Request.Readings];

    [Fact]
    public void Table_and_explanation_say_what_the_rule_says() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Snapshots().ToArbitrary(), snapshot =>
        {
            RouteTable table = RouteTable.Build(snapshot, Routes.WithCommand);
            foreach (Operation operation in Operations)
            {
                foreach (BillingGroup? group in Groups)
                {
                    RouteMode expected = Rule(snapshot, operation, group);
                    Assert.Equal(expected, table.For(operation, group).Mode);
                    Assert.Equal(
                        expected, RouteExplainer.Explain(snapshot, Routes.WithCommand, operation, group).Mode);
                    Assert.Equal(expected, table.FixedMode(operation) ?? expected);
                }
            }
        }));

    private static RouteMode Rule(RouteSnapshot snapshot, Operation operation, BillingGroup? group)
    {
        bool Covers(RouteScope scope) => (scope.Group == null || scope.Group == group)
            && (scope.Operation == null ? scope.Service == null || scope.Service == operation.Service
                : scope.Operation == operation.Name && scope.Service == operation.Service);
        string[] order = ["operation group", "service group", "group", "operation", "service", ""];
        string Kind(RouteScope scope) => string.Join(' ', new[]
        {
            scope.Operation != null ? "operation" : scope.Service != null ? "service" : null,
            scope.Group != null ? "group" : null,
        }.OfType<string>());

        if (snapshot.Kills.Any(kill => Covers(kill.Scope)) || (group == null && operation.Keys.Count > 0))
        {
            return RouteMode.Legacy;
        }

        foreach (string kind in order)
        {
            foreach (StoredRoute route in snapshot.Routes
                .Where(route => Kind(route.Scope) == kind && Covers(route.Scope)))
            {
                bool native = Routes.WithCommand.Native.Contains(operation);
                switch (route.Mode)
                {
                    case "legacy":
                        return RouteMode.Legacy;
                    case "shadow" when native:
                        return RouteMode.Shadow;
                    case "native" when native:
                        return RouteMode.Native;
                    case "native-shadow" when native && operation.Kind == OperationKind.Query:
                        return RouteMode.NativeShadow;
                }
            }
        }

        return RouteMode.Legacy;
    }

    private static Gen<RouteSnapshot> Snapshots() =>
        from routes in (from scope in Scopes() from mode in Gen.Elements(Modes) select (scope, mode)).ListOf()
        from kills in Scopes().ListOf()
        from few in Gen.Choose(0, 3)
        select Routes.Of([.. routes.DistinctBy(route => route.scope)])
            .Killing([.. kills.Distinct().Take(few == 0 ? 2 : 0)]);

    private static Gen<RouteScope> Scopes() =>
        from service in Gen.Elements(Services)
        from operation in Gen.Elements(Operations)
        from byOperation in Gen.Elements(true, false)
        from @group in Gen.Elements(Groups)
        select byOperation
            ? new RouteScope(operation.Service, operation.Name, @group)
            : new RouteScope(service, null, @group);
}
