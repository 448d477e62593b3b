using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>Reads scopes as people write them.</summary>
public static class ScopeReader
{
    /// <summary>Null, with reasons, where it means nothing.</summary>
    public static RouteScope? Read(string? service, string? operation, string? group, ICollection<string> reasons)
    {
        int before = reasons.Count;
        string? serviceName = service is null ? null : ReadService(service, reasons);
        Operation? named = operation is null || reasons.Count > before
            ? null
            : ReadOperation(serviceName, operation, reasons);
        BillingGroup? read = group is null ? null : ReadGroup(group, reasons);
        return reasons.Count > before ? null : new RouteScope(named?.Service ?? serviceName, named?.Name, read);
    }

    /// <summary>By its name, or <c>Service.name</c>; null, with a reason, where that is none or several.</summary>
    public static Operation? ReadOperation(string? service, string operation, ICollection<string> reasons)
    {
        string[] parts = operation.Split('.', 2);
        string name = parts[^1];
        Operation[] found =
        [
            .. ContractCatalog.AquaCis.Operations.Where(known => known.Name == name
                && (service is null || known.Service == service)
                && (parts.Length == 1 || string.Equals(known.Service, parts[0], StringComparison.OrdinalIgnoreCase))),
        ];
        if (found.Length == 1)
        {
            return found[0];
        }

        reasons.Add(found.Length == 0
            ? $"There is no operation {Shown(operation)}{(service is null ? "" : $" in {service}")}."
            : $"Several services have {name}: say {string.Join(" or ", found.Select(known => known.ToString()))}.");
        return null;
    }

    private static string? ReadService(string text, ICollection<string> reasons)
    {
        if (ContractCatalog.AquaCis.FindService(text) is { } found)
        {
            return found.Name;
        }

        reasons.Add($"There is no service {Shown(text)}.");
        return null;
    }

    private static BillingGroup? ReadGroup(string text, ICollection<string> reasons)
    {
        if (BillingGroup.TryParse(text, out BillingGroup group))
        {
            return group;
        }

        reasons.Add($"{Shown(text)} is not a billing group; one is written like 1/M08.");
        return null;
    }

    /// <summary>What somebody wrote, no longer than a message bears.</summary>
    internal static string Shown(string text) => $"«{(text.Length <= 60 ? text : text[..60] + "…")}»";
}
