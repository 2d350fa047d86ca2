"""The knee in numbers: teaching models, each with its assumptions in its first lines.

``patella_pull``  the heads of the quadriceps and the patellar tendon, pulling in the frontal plane
``joint_stress``  pressure under the patella in a leg press or squat and in leg extension
``step_down``     the standing knee while the other leg is lowered from a step, with and without a wedge

``drawings`` are pictures by name: of the knee (``anatomy``), of the knee as it bends (``views``), and of the step-down
(``step_down_drawing``, the postures of ``step_down`` with the limbs of ``person``).
"""
