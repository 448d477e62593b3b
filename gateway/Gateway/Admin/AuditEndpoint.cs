using Microsoft.Extensions.Options;
using Strangler.Postgres;
using Strangler.Postgres.Audit;

namespace Strangler.Gateway.Admin;

/// <summary>/admin/audit: who did what, the newest first.</summary>
internal sealed class AuditEndpoint(Database database, IOptions<AdminOptions> options)
{
    private const int UsualLimit = 100;
    private readonly AuditStore _audit = new(database);

    public async Task<IResult> ListAsync(HttpContext context)
    {
        string? asked = context.Request.Query["limit"];
        int count = UsualLimit;
        if (asked is not null && (!int.TryParse(asked, out count) || count is < 1 or > AuditStore.ListLimit))
        {
            return AdminProblem.BadRequest($"limit is 1 to {AuditStore.ListLimit}.");
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.Timeout);
        IReadOnlyList<AuditedAct> acts = await _audit.ListAsync(count, limit.Token);
        return Results.Json(new
        {
            acts = acts.Select(one => new
            {
                at = one.At,
                who = one.Act.Who,
                what = one.Act.What,
                to = one.Act.Subject,
                from = one.Act.Origin,
                outcome = one.Outcome ?? "begun",
            }),
        });
    }
}
