using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Answers.Orders;

/// <summary>Meter calibres, makes and models that crews may install: a fixed table, all of one day.</summary>
internal static class WorkOrdersCatalogue
{
    private const string Keeper = "CEA";

    private static readonly DateTimeOffset Written = new(2019, 1, 1, 0, 0, 0, TimeSpan.FromHours(-6));

    private static readonly int[] CalibresMm = [13, 19, 25, 38];

    private static readonly (int Id, string Name, (int Id, string Name, int Dials)[] Models)[] Makes =
    [
        (1, "MARCA A", [(1, "CHORRO UNICO", 5), (2, "CHORRO MULTIPLE", 6)]),
        (2, "MARCA B", [(3, "VOLUMETRICO", 4), (4, "ULTRASONICO", 6)]),
    ];

    public static void Register(AnswerTable table) => table
        .On(ServicePaths.WorkOrders, "getCalibres", Calibres)
        .On(ServicePaths.WorkOrders, "getMarcasYModelos", MakesAndModels);

    private static Answer Calibres(WireRecord body) => Answer.Of(reply => reply.Records(
        "return", CalibresMm.Where(_ => ChangedSince(body)), (record, calibre) => record
            .Value("calibmm", calibre)
            .Value("calibhstusu", Keeper)
            .Value("calibhsthora", Written)
            .Value("calibbaja", false)));

    private static Answer MakesAndModels(WireRecord body) => Answer.Of(reply => reply.Records(
        "return", Makes.Where(_ => ChangedSince(body)), (record, make) => record
            .Value("marcid", make.Id)
            .Value("marcdesc", make.Name)
            .Value("marchstusu", Keeper)
            .Value("marchsthora", Written)
            .Value("marcbaja", false)
            .Records("modelos", make.Models, (item, model) => item
                .Value("modbaja", false)
                .Value("modid", model.Id)
                .Value("moddesc", model.Name)
                .Value("moddigit", model.Dials)
                .Value("modhstusu", Keeper)
                .Value("modhsthora", Written))));

    /// <summary>Crews ask for what is newer than their copy; without a date they get all.</summary>
    private static bool ChangedSince(WireRecord body) =>
        LegacyCalendar.ReadInstant(body.Text("fechaDesde")) is not { } since || Written >= since;
}
