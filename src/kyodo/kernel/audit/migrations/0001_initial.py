from django.db import migrations, models


#: The database itself refuses to change or remove an audit row, and one that does not continue its chain. Where a
#: chain has no head yet, an archive is being read back, whose rows come before their head.
SQLITE = [
    *(
        "CREATE TRIGGER audit_entry_no_{0} BEFORE {1} ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END".format(event.lower(), event)
        for event in ("UPDATE", "DELETE")
    ),
    "CREATE TRIGGER audit_entry_continues AFTER INSERT ON audit_entry BEGIN "
    "UPDATE audit_head SET number = NEW.number, seal = NEW.seal "
    "WHERE lane = NEW.lane AND number = NEW.number - 1 AND seal = NEW.previous; "
    "SELECT RAISE(ABORT, 'the audit is a chain: this row does not continue it') "
    "WHERE changes() = 0 AND EXISTS (SELECT 1 FROM audit_head WHERE lane = NEW.lane); END",
]
POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$",
    "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
    "CREATE OR REPLACE FUNCTION audit_continues() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN UPDATE audit_head SET number = NEW.number, seal = NEW.seal "
    "WHERE lane = NEW.lane AND number = NEW.number - 1 AND seal = NEW.previous; "
    "IF NOT FOUND AND EXISTS (SELECT 1 FROM audit_head WHERE lane = NEW.lane) THEN "
    "RAISE EXCEPTION 'the audit is a chain: this row does not continue it' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$",
    "CREATE TRIGGER audit_entry_continues AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_continues()",
    # Appends a row to a chain. "rest" is what is sealed of it, as JSON, after the place in the chain.
    "CREATE OR REPLACE FUNCTION audit_append(at_ timestamptz, by_ text, verb_ text, kind_ text, thing_ text, "
    "channel_ text, facts_ jsonb, rest text, lane_ text) RETURNS void LANGUAGE plpgsql AS "
    "$$ DECLARE head audit_head%%ROWTYPE; BEGIN "
    "SELECT * INTO head FROM audit_head WHERE lane = lane_ FOR UPDATE; "
    "IF NOT FOUND THEN "
    "INSERT INTO audit_head (lane, number, seal) VALUES (lane_, 0, '') ON CONFLICT DO NOTHING; "
    "SELECT * INTO head FROM audit_head WHERE lane = lane_ FOR UPDATE; "
    "END IF; "
    "INSERT INTO audit_entry (lane, number, at, by, verb, kind, thing, channel, facts, previous, seal) "
    "VALUES (lane_, head.number + 1, at_, by_, verb_, kind_, thing_, channel_, facts_, head.seal, "
    "encode(sha256(convert_to('[\"' || head.seal || '\", \"' || lane_ || '\", ' || (head.number + 1) || rest, 'UTF8')), "
    "'hex')); END $$",
]
UNDO = {
    "sqlite": [f"DROP TRIGGER audit_entry_{name}" for name in ("no_update", "no_delete", "continues")],
    "postgresql": [
        *(f"DROP TRIGGER audit_entry_{name} ON audit_entry" for name in ("append_only", "continues")),
        *(f"DROP FUNCTION audit_{name}()" for name in ("append_only", "continues")),
        "DROP FUNCTION audit_append",
    ],
}


def forwards(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("lane", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("seal", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lane", models.CharField(max_length=40)),
                ("number", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("verb", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=80)),
                ("thing", models.CharField(max_length=80)),
                ("channel", models.CharField(max_length=20)),
                ("facts", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "thing"], name="audit_by_thing")],
                "constraints": [models.UniqueConstraint(fields=("lane", "number"), name="audit_one_row_per_number")],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
